import { courseLinkOf, isOpenEdxLink } from './course-link.ts'
import type { Backend, LmsSpec } from './schema.ts'

/** The releases that the mock tells apart. */
export type Release = 'dogwood' | 'hawthorn' | 'teak'

/** A release of the spec, or the one that it behaves like: Eucalyptus like Dogwood, Ironwood like Hawthorn (both inferred, openedx-api.md). */
export function releaseOf(release: LmsSpec['release'] = 'teak'): Release {
  if (release === 'eucalyptus') return 'dogwood'
  return release === 'ironwood' ? 'hawthorn' : release
}

/** Richie's interface that works with a release: dogwood has no `/api/user/v1/me` (openedx-api.md, 2.1). */
export function fittingBackend(release: LmsSpec['release']): Backend {
  return releaseOf(release) === 'dogwood' ? 'openedx-dogwood' : 'openedx-hawthorn'
}

/** Richie's interface to an LMS in a mode. By default none of Open edX's if the course pages are not Open edX's. */
export function backendOf(lms: LmsSpec, mode: 'http' | 'tls'): Backend {
  if (mode === 'http') return lms.backendOverHttp
  return lms.backend ?? (isOpenEdxLink(courseLinkOf(lms)) ? fittingBackend(lms.release) : 'base')
}
