import { isOpenEdxLink } from '../environment/course-link.ts'
import type { SpecFault } from '../environment/problem.ts'
import type { Environment } from '../environment/schema.ts'
import type { Connection } from './connection.ts'
import type { Lms } from './lms.ts'
import { routeLink } from './route-link.ts'

const sides = [
  { side: 'python', field: 'courseRegex' },
  { side: 'js', field: 'jsCourseRegex' },
] as const

/** Course links that do not find their LMS, each with an example. */
export function routingFaults(lmses: readonly Lms[], specs: Environment['lms']): SpecFault[] {
  return [...sharedOriginFaults(lmses), ...overlapFaults(lmses, specs), ...gapFaults(lmses, specs)]
}

/** Links of two LMSes with the same address can't be told apart, nor if they differ only in http and https: expressions match both. */
function sharedOriginFaults(lmses: readonly Lms[]): SpecFault[] {
  const hostOf = (origin: string) => origin.replace(/^https?:\/\//, '')
  return lmses.flatMap(({ key, url }, index): SpecFault[] => {
    if (url === null) return []
    const path = ['lms', key, 'url']
    const others = lmses.filter((other, place) => other.key !== key && (other.url === null || place < index))
    const same = others.find(({ connection }) => connection.origins.includes(url))
    if (same !== undefined) return [{ path, message: `is the address of lms.${same.key}` }]
    const near = others.find(({ connection }) =>
      connection.origins.some((one) => hostOf(one) === hostOf(url)),
    )
    if (near === undefined) return []
    const message = `differs from lms.${near.key} only in http and https, which Richie does not tell apart`
    return [{ path, message }]
  })
}

/**
 * A link of one LMS that an expression written for another one matches too would be routed to whichever comes first, and
 * differently by the two sides. Derived expressions hold their own LMS's origins only: they can't clash.
 */
function overlapFaults(lmses: readonly Lms[], specs: Environment['lms']): SpecFault[] {
  return lmses.flatMap(({ key, connection }) =>
    sides.flatMap(({ side, field }): SpecFault[] => {
      if (specs[key]?.[field] === undefined) return []
      for (const owner of lmses.filter((other) => other.key !== key)) {
        const link = sampleLinks(owner).find(
          (candidate) => routeLink([connection], candidate)[side].lms !== null,
        )
        if (link !== undefined)
          return [{ path: ['lms', key, field], message: `also matches ${link} of lms.${owner.key}` }]
      }
      return []
    }),
  )
}

/** A link of the LMS itself that its own expression does not match, or reads another course id from. */
function gapFaults(lmses: readonly Lms[], specs: Environment['lms']): SpecFault[] {
  return lmses.flatMap(({ key, connection, courses }) =>
    sides.flatMap(({ side, field }): SpecFault[] => {
      const spec = specs[key]
      if (spec?.[field] === undefined) return []
      // Only the spec can say where an external LMS keeps its courses.
      const isTold = spec.provider === 'mock' || spec.courseLink !== undefined || courses.length > 0
      for (const id of isTold ? sampleIds(connection, courses) : []) {
        const link = connection.courseLink.replace('{course_id}', () => id)
        const { lms, courseId } = routeLink([connection], link)[side]
        const path = ['lms', key, field]
        if (lms === null) return [{ path, message: `does not match ${link} of this LMS` }]
        if (courseId !== id) {
          return [
            {
              path,
              message: `gives the course id ${JSON.stringify(courseId)} for ${link}, expected "${id}"`,
            },
          ]
        }
      }
      return []
    }),
  )
}

function sampleLinks({ connection, courses }: Lms): string[] {
  return connection.origins.flatMap((origin) =>
    sampleIds(connection, courses).map(
      (id) => `${origin}${connection.coursePath.replace('{course_id}', () => id)}`,
    ),
  )
}

function sampleIds({ coursePath }: Connection, courses: Lms['courses']): readonly string[] {
  const forms = isOpenEdxLink(coursePath) ? ['course-v1:Org+Code+Run', 'Org/Code/Run'] : ['42']
  return [...courses.map(({ id }) => id), ...forms]
}
