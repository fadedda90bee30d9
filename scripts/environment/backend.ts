import { courseLinkOf, isOpenEdxLink } from './course-link.ts'
import { fittingBackend } from './release.ts'
import type { Backend, LmsSpec } from './schema.ts'

/** Richie's interface to an LMS: it has one for each mode. None of Open edX's by default, where course pages are not Open edX's. */
export function backendOf(lms: LmsSpec, mode: 'http' | 'tls'): Backend {
  if (mode === 'http') return lms.backendOverHttp
  return lms.backend ?? (isOpenEdxLink(courseLinkOf(lms)) ? fittingBackend(lms.release) : 'base')
}
