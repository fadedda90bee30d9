import { generated, type Settings } from '../running-stage.ts'
import type { RunningScenario } from '../scenario.ts'

/** What an LMS is told wrongly: its settings, in words of the mock, which do what those of Open edX do. */
export const lmsSettingsScenarios: readonly RunningScenario[] = [
  ...[
    {
      name: 'CORS_ORIGIN_WHITELIST has Richie’s origin without its port',
      settings: ({ corsOrigins }: Settings) => ({ corsOrigins: withoutPort(corsOrigins) }),
      fails: ['edx/cors'],
    },
    {
      name: 'CORS_ORIGIN_ALLOW_ALL, as the FUN images have it',
      settings: () => ({ corsAllowAll: true }),
      fails: [],
      warns: ['edx/cors-foreign'],
    },
    {
      name: 'CROSS_DOMAIN_CSRF_COOKIE_DOMAIN is missing',
      settings: () => ({ cookieDomain: null }),
      fails: ['edx/csrf-cookie'],
    },
    {
      name: 'CROSS_DOMAIN_CSRF_COOKIE_DOMAIN is another domain',
      settings: () => ({ cookieDomain: '.example.org' }),
      fails: ['edx/csrf-cookie'],
    },
    {
      name: 'CROSS_DOMAIN_CSRF_COOKIE_NAME is not the one that Richie reads',
      settings: () => ({ crossDomainCsrfCookie: 'csrf_of_edx' }),
      fails: ['edx/csrf-cookie'],
    },
    {
      name: 'CORS_ALLOW_INSECURE is missing over plain http',
      settings: () => ({ allowInsecure: false }),
      fails: ['edx/csrf-cookie'],
    },
    {
      name: 'CSRF_TRUSTED_ORIGINS is empty',
      settings: () => ({ trustedOrigins: [] }),
      fails: ['edx/trusted-origin'],
    },
    {
      name: 'The session cookie says SameSite=None without Secure',
      settings: () => ({ sessionSameSite: 'None', cookieSecure: false }),
      fails: ['edx/session-cookie'],
    },
    {
      name: 'The learner of the checks has another password',
      settings: ({ learners }: Settings) => ({
        learners: (learners as readonly Settings[]).map((learner) =>
          learner['username'] === 'probe' ? { ...learner, password: 'another' } : learner,
        ),
      }),
      fails: ['edx/login'],
    },
    {
      name: 'The way back leads to another port',
      settings: ({ richieOrigin }: Settings) => ({ richieOrigin: `${withoutPort([richieOrigin])[0]}:1` }),
      fails: ['edx/way-back'],
    },
    {
      name: 'Every course run is full, though the spec says otherwise',
      settings: ({ courses }: Settings) => ({
        courses: (courses as readonly Settings[]).map((course) => ({ ...course, capacity: 0 })),
      }),
      fails: ['edx/enrol'],
      argv: ['--enrol'],
    },
  ].map(({ settings, ...scenario }): RunningScenario => ({
    mode: 'http',
    family: generated.edx,
    fix: 'make run',
    breaks: ({ editSettings }) => editSettings('edx', (before) => ({ ...before, ...settings(before) })),
    ...scenario,
  })),
  {
    name: 'The session cookie is not Secure, though the site is https',
    mode: 'tls',
    breaks: ({ editSettings }) =>
      editSettings('edx', (before) => ({ ...before, cookieSecure: false, sessionSameSite: 'Lax' })),
    fails: [],
    warns: ['edx/session-cookie'],
    fix: 'make run-ssl',
  },
]

function withoutPort(origins: readonly string[]): readonly string[] {
  return origins.map((origin) => origin.replace(/:\d+$/, ''))
}
