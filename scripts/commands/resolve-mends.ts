import { isOpenEdxLink } from '../environment/course-link.ts'
import { deriveRegexes } from '../plan/connection.ts'
import type { NearLink } from '../plan/nearest-link.ts'
import type { Lms, Plan } from '../plan/plan.ts'
import { routeLink } from '../plan/route-link.ts'

/** Where the spec has expressions of its own, to have them derived; both sides' derived ones always agree. */
export function regexMends(plan: Plan, key: string | null): readonly string[] {
  const connection = plan.lmses.find((lms) => lms.key === key)?.connection
  if (connection === undefined) return []
  const derived = deriveRegexes(connection)
  const own = (['courseRegex', 'jsCourseRegex'] as const).filter((name) => connection[name] !== derived[name])
  if (own.length === 0) return []
  const keys = own.map((name) => `lms.${key}.${name}`).join(' and ')
  return [
    `Have both sides take the same links and ids: mend ${keys} in environment.yaml, or delete ${own.length === 1 ? 'it' : 'them'} to have ${own.length === 1 ? 'it' : 'them'} derived. Then: make run`,
  ]
}

/** The link that was most likely meant. */
export function nearestMends(nearest: NearLink | null): readonly string[] {
  if (nearest === null) return []
  return [
    `The nearest link that both sides know, of ${nearest.lms}: ${nearest.link}`,
    `This one has ${nearest.differences.join('; ')}.`,
  ]
}

/** What to do about a link that belongs to no LMS. */
export function strayMends(plan: Plan, link: string, nearest: NearLink | null): readonly string[] {
  // An expression of the spec's own that leaves out what the derived one has.
  const left = plan.lmses.find(({ connection }) => {
    const { python } = routeLink([{ ...connection, ...deriveRegexes(connection) }], link)
    return python.lms !== null
  })
  if (left !== undefined) return regexMends(plan, left.key)
  if (nearest !== null) return nearestMends(nearest)
  const origin = URL.parse(link)?.origin ?? ''
  if (plan.richie.site.origins.includes(origin))
    return ['That is a page of Richie: take the link to the LMS that is on it.']
  const own = plan.lmses.find(({ connection }) => connection.origins.includes(origin))
  if (own !== undefined) return [`A course link of ${own.key} looks like this: ${exampleLink(own)}`]
  return [
    ...plan.lmses.slice(0, 1).map((lms) => `A course link looks like this: ${exampleLink(lms)}`),
    ...(/^https?:/.test(origin)
      ? [
          `If ${origin} is an LMS, add it below lms: in environment.yaml:\n  other: { provider: external, url: "${origin}" }`,
        ]
      : []),
  ]
}

function exampleLink({ connection: { coursePath, courseLink } }: Lms): string {
  return courseLink.replace('{course_id}', isOpenEdxLink(coursePath) ? 'course-v1:Org+Code+Run' : '42')
}
