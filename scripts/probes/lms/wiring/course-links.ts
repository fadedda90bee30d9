import { fail, ok, skip, type Check, type Fix, type Verdict } from '../../../diagnosis/check.ts'
import { isLinkOf } from '../../../plan/lms.ts'
import { nearestLink } from '../../../plan/nearest-link.ts'
import type { Plan } from '../../../plan/plan.ts'
import { routeLink, type Side } from '../../../plan/route-link.ts'
import { shellWord } from '../../../system/shell-words.ts'
import type { LmsContext } from '../lms-context.ts'

export const courseLinks: Check<LmsContext> = {
  id: 'course-links',
  title: "Richie's Python and JavaScript match each course link to this LMS, with the same course id",
  what: 'Richie reads a course run\'s link twice. Python takes the first LMS whose `COURSE_REGEX` matches from the start of the link, and the group `course_id`; the browser takes the first whose `JS_COURSE_REGEX` is found anywhere, and the first group. If no Python expression matches, the page shows a plain link instead of the enrol button and the webhook answers 400; if none in the browser does, it throws "No LMS Backend found"; if the two differ, the learner enrols somewhere else. The usual cause is an expression that ends in `/course/` while links end in `/info`.',
  see: 'bin/campus resolve https://edx.local.dev:8073/courses/course-v1:edX+DemoX+Demo_Course/info',
  fix: 'Leave `lms.<key>.courseRegex` and `lms.<key>.jsCourseRegex` out of environment.yaml: then both are derived from the addresses of the LMS. In your own Richie, write them as `bin/campus settings richie` prints them.',
  symptoms: [
    'The enrol button is missing',
    'Richie answers the LMS\'s webhook with 400: "No LMS configuration found", "Unknown course"',
  ],
  look: ({ lms, surroundings: { plan, links = [], chosen = plan.lmses.map(({ key }) => key) } }) => {
    const connections = plan.lmses.map(({ connection }) => connection)
    const stray = links.find((link) => !plan.lmses.some((one) => isLinkOf(one, link)))
    // A link of no LMS is reported once, for the first LMS that is checked.
    if (stray !== undefined && chosen[0] === lms.key) return nobodys(plan, stray)
    const all = [
      ...lms.courses.map(({ resourceLink }) => resourceLink),
      ...links.filter((link) => isLinkOf(lms, link)),
    ]
    if (all.length === 0) return skip('no course link is known: give one on the command line')
    const faults = all.flatMap((link) => {
      const { python, js } = routeLink(connections, link)
      const why = faultOf(lms.key, python, js)
      return why === undefined ? [] : [{ link, why }]
    })
    const [first] = faults
    if (first === undefined) return ok(`${all.length} course link${all.length === 1 ? '' : 's'}`)
    const python = routeLink(connections, first.link).python.lms !== lms.key
    const says = `${faults.length} of ${all.length} course links: ${first.why}`
    return fail(
      says,
      [fix(lms.key, python)],
      [
        ...faults.slice(0, 3).map(({ link }) => link),
        `COURSE_REGEX    ${lms.connection.courseRegex}`,
        `JS_COURSE_REGEX ${lms.connection.jsCourseRegex}`,
      ],
    )
  },
}

function nobodys(plan: Plan, link: string): Verdict {
  const near = nearestLink(plan, link)
  const meant = near === null ? [] : [{ says: `The closest link that both sides know:\n${near.link}` }]
  return fail(
    `no LMS of environment.yaml is at ${URL.parse(link)?.origin ?? link}`,
    [...meant, { says: 'See how each side reads it:', command: `bin/campus resolve ${shellWord(link)}` }],
    [link, ...plan.lmses.map(({ key, connection }) => `${key} ${connection.origins.join(' ')}`)],
  )
}

function faultOf(key: string, python: Side, js: Side): string | undefined {
  if (python.lms !== key) return `COURSE_REGEX (Python) matches it to ${python.lms ?? 'no LMS'}`
  if (js.lms !== key) return `JS_COURSE_REGEX (browser) matches it to ${js.lms ?? 'no LMS'}`
  if (python.courseId === null)
    return 'COURSE_REGEX gives no course id: it lacks the group (?P<course_id>...)'
  if (js.courseId === null) return 'JS_COURSE_REGEX gives no course id: it lacks a group (...)'
  return python.courseId === js.courseId
    ? undefined
    : `Python reads the course id ${python.courseId}, the browser ${js.courseId}`
}

function fix(key: string, isPython: boolean): Fix {
  const spec = isPython ? `lms.${key}.courseRegex` : `lms.${key}.jsCourseRegex`
  return {
    says: `Remove ${spec} from environment.yaml, so that it is derived from the addresses of the LMS, or correct it to match these links; then run \`make run\`. In your own Richie: ${isPython ? 'COURSE_REGEX' : 'JS_COURSE_REGEX'}, as \`bin/campus settings richie\` prints it.`,
  }
}
