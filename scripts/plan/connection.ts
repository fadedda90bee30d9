import { courseLinkOf, isOpenEdxLink } from '../environment/course-link.ts'
import { backendOf } from '../environment/release.ts'
import type { Environment, LmsSpec } from '../environment/schema.ts'
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
  /** Path of a course's page, `{course_id}` in place of its id. */
  readonly coursePath: string
  /** The same as a link, by which Richie identifies a course run. */
  readonly courseLink: string
  /** Webhook of Richie to which the LMS syncs its course runs. */
  readonly syncUrl: string
  /** Richie's Python class, whatever the browser's backend is: with its base class a new run is a 500 (openedx-api.md, 6). */
  readonly pythonBackend: 'richie.apps.courses.lms.edx.EdXLMSBackend'
  /**
   * What Richie does with a synced run that it does not know. `manual` (nothing) if course links are not Open edX's: its class would
   * fail (500) to read the course's code from a course id such as 42, as the base class does; so it answers 400.
   */
  readonly syncMode: 'sync_to_public' | 'manual'
  /** Richie's name of the interface in the browser: JS_BACKEND and the backend of its authentication. */
  readonly jsBackend: 'dummy' | 'openedx-dogwood' | 'openedx-hawthorn'
  readonly courseRegex: string
  readonly jsCourseRegex: string
  readonly jsSelectorRegex: string
  /** First part of the LMS's path that leads back to Richie: `/login?next=richie/en/...` (openedx-api.md, 3.1). */
  readonly nextUrl: string
  /** Settings of the LMS that let the browser's cross-origin calls from the catalogue pass. */
  readonly lmsRules: {
    readonly cookieDomain: string
    /** Richie reads this one name (openedx-api.md, 4.2). */
    readonly csrfCookie: 'edx_csrf_token'
    readonly corsOrigins: readonly string[]
    readonly trustedOrigins: readonly string[]
    /**
     * Richie's origin as Open edX up to Lilac lists it: CORS compares the host with its port, the CSRF cookie's rule the host alone
     * (openedx-api.md, 4.1 and 4.2).
     */
    readonly corsHosts: readonly string[]
    /** Where the LMS may lead to after a login: Open edX's LOGIN_REDIRECT_WHITELIST (openedx-api.md, 3.1). */
    readonly redirectHosts: readonly string[]
    /** Open edX's CORS_ALLOW_INSECURE: without it nothing passes over http. */
    readonly allowInsecure: boolean
    /**
     * Open edX's EDX_API_KEY: whoever sends it may enrol anybody. It is the development key of the FUN images (openedx-api.md, 1.1),
     * so whoever reaches the port has it: every program on this machine, and with another `bind` the network.
     */
    readonly apiKey: 'FakeEdXAPIKey'
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
  const baseUrl = site?.origin ?? external
  const origins = [...(site?.origins ?? []), ...(external === '' ? [] : [external])]
  const coursePath = courseLinkOf(lms)
  const derived = deriveRegexes({ origins, coursePath })
  return {
    lms: key,
    baseUrl,
    origins,
    coursePath,
    courseLink: `${baseUrl}${coursePath}`,
    syncUrl: `${catalogue.origin}/api/v1.0/course-runs-sync/`,
    pythonBackend: 'richie.apps.courses.lms.edx.EdXLMSBackend',
    syncMode: isOpenEdxLink(coursePath) ? 'sync_to_public' : 'manual',
    jsBackend: jsBackend(mode, lms),
    courseRegex: lms.courseRegex ?? derived.courseRegex,
    jsCourseRegex: lms.jsCourseRegex ?? derived.jsCourseRegex,
    jsSelectorRegex: lms.jsSelectorRegex ?? derived.jsSelectorRegex,
    nextUrl: 'richie',
    lmsRules: {
      cookieDomain: mode === 'tls' ? `.${environment.domain}` : `.${environment.name}.localhost`,
      csrfCookie: 'edx_csrf_token',
      corsOrigins: [catalogue.origin],
      trustedOrigins: [catalogue.origin],
      corsHosts: [...new Set([new URL(catalogue.origin).host, catalogue.host])],
      redirectHosts: [new URL(catalogue.origin).host],
      allowInsecure: mode === 'http',
      apiKey: 'FakeEdXAPIKey',
    },
  }
}

/**
 * The expressions of an LMS whose spec has none: links to a course's page by any of its origins, in either mode. Two LMSes have no
 * origin in common, so theirs never match the same link.
 */
export function deriveRegexes({
  origins,
  coursePath,
}: Pick<Connection, 'origins' | 'coursePath'>): Pick<
  Connection,
  'courseRegex' | 'jsCourseRegex' | 'jsSelectorRegex'
> {
  const hosts = origins.map((origin) => escapeRegex(origin.replace(/^https?:\/\//, '')))
  const prefix = `^https?://(?:${[...new Set(hosts)].join('|')})/`
  const path = pathRegex(coursePath)
  return {
    courseRegex: `${prefix}${path('?P<course_id>')}`,
    jsCourseRegex: `${prefix}${path('')}`,
    jsSelectorRegex: `${prefix}.*$`,
  }
}

/** `/courses/{course_id}/info`, without its first slash, as an expression of either dialect, which name a group differently, or not at all. */
export function pathRegex(coursePath: string): (group: string) => string {
  // An Open edX id may hold slashes.
  if (isOpenEdxLink(coursePath)) return (group) => `courses/(${group}[^?#]+?)/(?:info|course|about)/?$`
  const [before = '', after = ''] = coursePath.slice(1).split('{course_id}').map(escapeRegex)
  const end = coursePath.includes('?') ? '(?:[&#].*)?$' : `${after.endsWith('/') ? '?' : '/?'}$`
  return (group) => `${before}(${group}[^/?#&]+)${after}${end}`
}

function jsBackend(mode: Mode, lms: LmsSpec): Connection['jsBackend'] {
  const backend = backendOf(lms, mode)
  // Richie 2.15 and later say `dummy` for what its documentation still calls `base`.
  return backend === 'base' ? 'dummy' : backend
}

/** A text as an expression that matches just it: in Python, JavaScript and nginx alike, where a slash needs no escape. */
export function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/**
 * Richie's SECURE_REFERRER_POLICY. Django's own default sends Open edX no Referer, which wants one (openedx-tooling.md, B5).
 * `no-referrer-when-downgrade` sends none from a *.localhost name to an http LMS elsewhere.
 */
export const referrerPolicy = 'unsafe-url'
