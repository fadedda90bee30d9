import type { SpecFault } from '../environment/problem.ts'
import type { Environment } from '../environment/schema.ts'
import type { Lms } from './plan.ts'
import { routeLink } from './route-link.ts'

/**
 * A link of one LMS that an expression written for another one matches too would be routed to whichever comes first, and
 * differently by the two sides. Derived expressions hold their own LMS's origins only: they can't clash.
 */
export function overlapFaults(lmses: readonly Lms[], specs: Environment['lms']): SpecFault[] {
  return lmses.flatMap(({ key, connection }) =>
    (['courseRegex', 'jsCourseRegex'] as const).flatMap((field): SpecFault[] => {
      if (specs[key]?.[field] === undefined) return []
      const side = field === 'courseRegex' ? 'python' : 'js'
      for (const owner of lmses.filter((other) => other.key !== key)) {
        const link = sampleLinks(owner).find(
          (candidate) => routeLink([connection], candidate)[side].lms !== null,
        )
        if (link !== undefined) {
          return [{ path: ['lms', key, field], message: `also matches ${link} of lms.${owner.key}` }]
        }
      }
      return []
    }),
  )
}

function sampleLinks({ connection, courses }: Lms): string[] {
  const ids = [...courses.map((course) => course.id), 'course-v1:Org+Code+Run', 'Org/Code/Run']
  return connection.origins.flatMap((origin) => ids.map((id) => `${origin}/courses/${id}/info`))
}
