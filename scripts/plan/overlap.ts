import type { SpecFault } from '../environment/problem.ts'
import { pythonToJs } from '../environment/regex-rules.ts'
import type { Lms } from './plan.ts'

/**
 * A link of one LMS that the expression of another one matches too would be routed to whichever comes first, and
 * differently by the two sides: a fault of the expression that a person wrote, with the link that shows it.
 */
export function overlapFaults(lmses: readonly Lms[]): SpecFault[] {
  return lmses.flatMap((owner) =>
    lmses
      .filter((other) => other.key !== owner.key)
      .flatMap((other) => {
        const link = sampleLinks(owner).find((candidate) => matches(other, candidate))
        if (link === undefined) return []
        return [
          {
            path: ['lms', other.key, fieldAtFault(other, link)],
            message: `also matches ${link} of lms.${owner.key}`,
          },
        ]
      }),
  )
}

function sampleLinks({ connection, courses }: Lms): string[] {
  const ids = [...courses.map((course) => course.id), 'course-v1:Org+Code+Run', 'Org/Code/Run']
  return connection.origins.flatMap((origin) => ids.map((id) => `${origin}/courses/${id}/info`))
}

function matches({ connection }: Lms, link: string): boolean {
  return matchesPython(connection.courseRegex, link) || new RegExp(connection.jsCourseRegex).test(link)
}

function fieldAtFault({ connection }: Lms, link: string): string {
  return matchesPython(connection.courseRegex, link) ? 'courseRegex' : 'jsCourseRegex'
}

/** Python's `re.match`: anchored at the start only. */
function matchesPython(pattern: string, link: string): boolean {
  return new RegExp(`^(?:${pythonToJs(pattern)})`).test(link)
}
