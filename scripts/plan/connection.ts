import type { Backend, Environment, LmsSpec } from '../environment/schema.ts'
import type { Mode, Site } from './site.ts'

/**
 * All that the catalogue and one LMS must agree on for enrolment to work. Computed here, once: every artifact and every
 * check reads it from here.
 */
export type Connection = {
  readonly lms: string
  /** Canonical origin of the LMS. */
  readonly baseUrl: string
  /** Every origin by which links to this LMS may begin, in either mode. */
  readonly origins: readonly string[]
  /** Richie's Python class; also in http mode, else a course-run sync is a 500 (openedx-api.md, 6). */
  readonly pythonBackend: string
  /** Richie's name of the interface in the browser: JS_BACKEND and the backend of its authentication. */
  readonly jsBackend: 'dummy' | 'openedx-dogwood' | 'openedx-hawthorn'
  readonly courseRegex: string
  readonly jsCourseRegex: string
  readonly jsSelectorRegex: string
  /** First part of the LMS's path that leads back to Richie: `/login?next=richie/en/...` (openedx-api.md, 3.1). */
  readonly nextUrl: string
  /** What the LMS must be told, so that the browser's cross-origin calls from the catalogue pass. */
  readonly lmsRules: {
    readonly cookieDomain: string
    /** Richie reads this one name (openedx-api.md, 4.2). */
    readonly csrfCookie: 'edx_csrf_token'
    readonly corsOrigins: readonly string[]
    readonly trustedOrigins: readonly string[]
    /** Open edX's CORS_ALLOW_INSECURE: without it nothing passes over http. */
    readonly allowInsecure: boolean
  }
}

/** The connection between the catalogue and one LMS of the spec, in one mode. */
export function planConnection(
  environment: Environment,
  mode: Mode,
  key: string,
  lms: LmsSpec,
  sites: readonly Site[],
): Connection {
  const catalogue = sites.find((site) => site.key === 'richie')
  if (catalogue === undefined) throw new Error('The catalogue is always a site')
  const site = sites.find((candidate) => candidate.key === key)
  const external = (lms.url ?? '').replace(/\/$/, '')
  const origins = [...(site?.origins ?? []), ...(external === '' ? [] : [external])]
  const hosts = origins.map((origin) => escapeRegex(origin.replace(/^https?:\/\//, '')))
  const prefix = `https?://(?:${[...new Set(hosts)].join('|')})/`
  return {
    lms: key,
    baseUrl: site?.origin ?? external,
    origins,
    pythonBackend:
      lms.backend === 'base'
        ? 'richie.apps.courses.lms.base.BaseLMSBackend'
        : 'richie.apps.courses.lms.edx.EdXLMSBackend',
    jsBackend: jsBackend(mode, lms),
    courseRegex: lms.courseRegex ?? `^${prefix}courses/(?P<course_id>[^?#]+?)/(?:info|course|about)/?$`,
    jsCourseRegex: lms.jsCourseRegex ?? `^${prefix}courses/([^?#]+?)/(?:info|course|about)/?$`,
    jsSelectorRegex: lms.jsSelectorRegex ?? `^${prefix}.*$`,
    nextUrl: 'richie',
    lmsRules: {
      cookieDomain: mode === 'tls' ? `.${environment.domain}` : `.${environment.name}.localhost`,
      csrfCookie: 'edx_csrf_token',
      corsOrigins: [catalogue.origin],
      trustedOrigins: [catalogue.origin],
      allowInsecure: mode === 'http',
    },
  }
}

/** The interface that fits a release: dogwood has no `/api/user/v1/me` (openedx-api.md, 2.1). */
function jsBackend(mode: Mode, lms: LmsSpec): Connection['jsBackend'] {
  const fitting: Backend = lms.release === 'dogwood' ? 'openedx-dogwood' : 'openedx-hawthorn'
  const backend = mode === 'tls' ? (lms.backend ?? fitting) : lms.backendOverHttp
  // Richie 2.15 and later say `dummy` for what its documentation still calls `base`.
  return backend === 'base' ? 'dummy' : backend
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(String.raw`\/`, '/')
}
