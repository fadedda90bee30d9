import { fail, ok, skip, warn, type Check, type Fix } from '../../../diagnosis/check.ts'
import { routeLink } from '../../../plan/route-link.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { startFix } from '../../surroundings.ts'
import type { LmsContext } from '../lms-context.ts'

export const coursePage: Check<LmsContext> = {
  id: 'course-page',
  title: 'A course page of Richie offers an open run of the LMS, with the planned link',
  what: 'The enrol button belongs to a course run: the page must have one whose enrolment is open now, with a link to the current address of the LMS. Links are stored in the database: after a change of the address, the port or the mode, old ones lead nowhere. The official demo draws its dates at random, and may have no open run at all.',
  see: "curl -s 'https://richie.local.dev:8070/api/v1.0/courses/?limit=5'\ncurl -s https://richie.local.dev:8070/en/courses/demonstration-course/ | grep -o 'resource_link[^,]*'",
  fix: '`make run` (`make run-ssl`) makes the pages of the spec\'s courses, syncs the course runs to Richie, and rewrites stored links on a change of mode. While Richie runs, `bin/campus manage campus_init` does the same for what was changed in the database. In your own Richie: the field "resource link" of the course run, in its admin.',
  symptoms: [
    'The enrol button is missing',
    'A course is missing in Richie, or a course run differs from the LMS',
  ],
  needs: ['richie-page', 'search', 'course-links'],
  look: async (context) => {
    const { lms, richie } = context
    if (lms.courses.length === 0) return skip(`no courses of it are known: set lms.${lms.key}.courses`)
    const again = startFix(context.surroundings.plan, 'If the spec was changed since the last start:')
    const fix: readonly Fix[] = [
      { says: 'Make the pages and links again:', command: 'bin/campus manage campus_init' },
      again,
    ]
    const page = await richie.coursePage(lms)
    if (page === undefined) return fail('no course page of Richie has a run of this LMS', fix)
    const evidence = [...showExchange(page.exchange), `resource_link ${page.run.link}`]
    const id = routeLink([lms.connection], page.run.link).js.courseId
    const planned = lms.courses.find((course) => course.id === id)?.resourceLink
    if (planned !== undefined && page.run.link !== planned) {
      const says = `the page links to ${page.run.link}, expected ${planned}`
      const isMoved = pathOf(page.run.link) === pathOf(planned)
      const byHand = {
        says: `Correct the field "resource link" of this course run in Richie's admin:\n${planned}`,
      }
      return fail(says, isMoved ? fix : [byHand], evidence)
    }
    if (page.isOpen) return ok(new URL(page.url).pathname, evidence)
    return warn(
      'no run of this LMS is open for enrolment now',
      [
        {
          says: `Give lms.${lms.key}.courses in environment.yaml a run that is open: enrollmentStart and start in the past.`,
        },
      ],
      evidence,
    )
  },
}

/** The id of a course may be in the query. */
function pathOf(link: string): string {
  const { pathname, search } = new URL(link)
  return pathname + search
}
