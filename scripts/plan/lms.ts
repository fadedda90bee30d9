import { isOpenEdxLink } from '../environment/course-link.ts'
import type { Release } from '../environment/release.ts'
import type { Connection } from './connection.ts'
import type { Course } from './courses.ts'
import type { Learner } from './learners.ts'
import type { Site } from './site.ts'

export type Lms = {
  readonly key: string
  readonly provider: 'mock' | 'external'
  /** Origin of an external LMS, without the gateway; null for a mock. */
  readonly url: string | null
  /** As the gateway serves it; null for an external LMS that stays where it is. */
  readonly site: Site | null
  readonly release: Release
  readonly connection: Connection
  readonly courses: readonly Course[]
  /** Those that are shown to the user. */
  readonly learners: readonly Learner[]
  /** The learner that checks log in as. */
  readonly probe: Learner
}

/** Whether a link leads to this LMS, by any of its addresses. */
export function isLinkOf({ connection }: Lms, link: string): boolean {
  return connection.origins.some((origin) => link.startsWith(`${origin}/`))
}

/** An external LMS that Richie's pages never call in this mode (backend base): enrolment is faked in the browser. */
export function isNeverCalled({ provider, connection }: Pick<Lms, 'provider' | 'connection'>): boolean {
  return provider === 'external' && connection.jsBackend === 'dummy'
}

/** Whether campus's gateway serves it, at an address that the LMS itself does not know (`proxy: true`). */
export function isProxied({ provider, site }: Pick<Lms, 'provider' | 'site'>): boolean {
  return provider === 'external' && site !== null
}

/** False for Moodle, Canvas and others: Richie links to their courses, and nothing has to be set in them. */
export function isOpenEdx({ connection }: Pick<Lms, 'connection'>): boolean {
  return isOpenEdxLink(connection.coursePath)
}

/** A mock LMS, which the gateway serves. */
export type Mock = Lms & { readonly site: Site }
