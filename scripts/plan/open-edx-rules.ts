import type { Lms } from './lms.ts'
import type { Plan } from './plan.ts'
import { type Literal, pythonLiteral } from './python.ts'

/** One setting that Open edX must have for the connection. */
export type OpenEdxSetting = {
  readonly name: string
  /** feature: of FEATURES. list: added to the existing value. value: replaces the existing value. */
  readonly kind: 'feature' | 'list' | 'value'
  readonly value: Literal
  readonly why: string
  /** If production.py reads another name from its YAML file. */
  readonly yamlName?: string
}

/** All of them, as the release of the LMS reads them (openedx-api.md, 3.1 and 4; openedx-teak-measured.md). */
export function openEdxRules(plan: Plan, lms: Lms): readonly OpenEdxSetting[] {
  return [...corsRules(lms), ...cookieRules(plan, lms), ...loginRules(lms)]
}

function corsRules({ connection: { lmsRules }, release }: Lms): readonly OpenEdxSetting[] {
  const isNew = release === 'teak'
  return [
    feature('ENABLE_CORS_HEADERS', true, 'Without it no cross-origin call is allowed.'),
    value('CORS_ALLOW_CREDENTIALS', true, "Richie's calls carry the learner's session."),
    value(
      'CORS_ALLOW_INSECURE',
      lmsRules.allowInsecure,
      lmsRules.allowInsecure
        ? 'Without it Open edX sets no cross-domain CSRF cookie over http.'
        : 'The cross-domain CSRF cookie is only set for a Referer over https.',
    ),
    isNew
      ? list(
          'CORS_ORIGIN_WHITELIST',
          lmsRules.corsOrigins,
          'Scheme, host and port, from Maple on; up to Lilac hosts without a scheme.',
        )
      : list(
          'CORS_ORIGIN_WHITELIST',
          lmsRules.corsHosts,
          'Without a scheme up to Lilac. CORS compares host and port, the CSRF cookie only the host: both are needed.',
        ),
    ...(isNew
      ? [
          {
            ...list(
              'CSRF_TRUSTED_ORIGINS',
              lmsRules.trustedOrigins,
              'Django 4 first checks the Origin of each POST: without this, enrolling fails with 403 "Origin checking failed".',
            ),
            yamlName: 'CSRF_TRUSTED_ORIGINS_WITH_SCHEME',
          },
        ]
      : []),
  ]
}

function cookieRules({ mode }: Plan, { connection: { lmsRules }, release }: Lms): readonly OpenEdxSetting[] {
  return [
    feature(
      'ENABLE_CROSS_DOMAIN_CSRF_COOKIE',
      true,
      'Richie reads the CSRF token from a cookie of the parent domain.',
    ),
    value('CROSS_DOMAIN_CSRF_COOKIE_NAME', lmsRules.csrfCookie, 'The only name that Richie reads.'),
    value(
      'CROSS_DOMAIN_CSRF_COOKIE_DOMAIN',
      lmsRules.cookieDomain,
      'The parent domain of both sites. The cookie is always Secure: browsers keep it over https and on *.localhost.',
    ),
    value(
      'SESSION_COOKIE_NAME',
      'edx_session',
      "Not sessionid, which Richie uses too: on a shared domain or host each would end the other's session.",
    ),
    value(
      'SESSION_COOKIE_SECURE',
      mode === 'tls',
      mode === 'tls'
        ? 'Never sent over http.'
        : 'Over http a Secure cookie is never sent back: the login succeeds, but nobody is logged in.',
    ),
    ...(mode === 'http' && release === 'teak'
      ? [
          {
            ...value(
              'SESSION_COOKIE_SAMESITE',
              'Lax',
              'Browsers drop SameSite=None, the default, from a cookie that is not Secure.',
            ),
            yamlName: 'DCS_SESSION_COOKIE_SAMESITE',
          },
        ]
      : []),
  ]
}

function loginRules({ connection, release }: Lms): readonly OpenEdxSetting[] {
  const isDogwoodInterface = connection.jsBackend === 'openedx-dogwood'
  return [
    ...(release === 'dogwood'
      ? []
      : [
          list(
            'LOGIN_REDIRECT_WHITELIST',
            connection.lmsRules.redirectHosts,
            'Hosts that a login may lead to with an absolute link; /richie/... needs no entry.',
          ),
        ]),
    ...(isDogwoodInterface
      ? [
          feature(
            'ENABLE_MOBILE_REST_API',
            true,
            'openedx-dogwood calls /api/mobile/v0.5/my_user_info to see who is logged in.',
          ),
        ]
      : []),
    // Teak-measured [297-301]: that call fires the login signal, which ends the caller's own session.
    ...(isDogwoodInterface && release === 'teak'
      ? [
          feature(
            'PREVENT_CONCURRENT_LOGINS',
            false,
            'Otherwise that call ends the session that makes it. Better: JS_BACKEND openedx-hawthorn.',
          ),
        ]
      : []),
  ]
}

/** The setting by which the LMS syncs its course runs to Richie; undefined if the release has none (openedx-tooling.md, D1). */
export function syncRule({ connection, release }: Lms, secret: Literal): OpenEdxSetting | undefined {
  const { syncUrl: url, courseLink } = connection
  // In a container such a name is the container itself.
  const isReachable = !new URL(url).hostname.endsWith('.localhost')
  const reach = isReachable ? '' : ' From a container, use an address that leads to Richie there.'
  if (release === 'dogwood') {
    return value(
      'COURSE_HOOKS',
      [{ url, secret, verify: false }],
      `fun-apps, in the FUN images, syncs course runs to Richie. verify: false, because it does not know the development CA.${reach}`,
    )
  }
  if (release !== 'teak') return undefined
  return value(
    'RICHIE_OPENEDX_SYNC_COURSE_HOOKS',
    [{ url, secret, resource_link_template: courseLink }],
    `richie-openedx-sync (pip install, in LMS and Studio, whose settings need this too) syncs course runs to Richie.${reach}`,
  )
}

function feature(name: string, on: boolean, why: string): OpenEdxSetting {
  return { kind: 'feature', name, value: on, why }
}

function value(name: string, value: Literal, why: string): OpenEdxSetting {
  return { kind: 'value', name, value, why }
}

function list(name: string, items: readonly string[], why: string): OpenEdxSetting {
  return { kind: 'list', name, value: items, why }
}

/** A setting as Python of Open edX's settings, its old releases' Python 2 too. */
export function openEdxLine({ kind, name, value }: OpenEdxSetting): string {
  const literal = pythonLiteral(value)
  if (kind === 'feature') return `FEATURES["${name}"] = ${literal}`
  // Some releases define it only where a feature was on before, some as a tuple.
  if (kind === 'list') return `${name} = list(globals().get("${name}", ())) + ${literal}`
  return `${name} = ${literal}`
}
