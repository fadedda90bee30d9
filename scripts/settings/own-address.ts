import type { OpenEdxSetting } from '../plan/open-edx-rules.ts'
import type { Lms, Plan } from '../plan/plan.ts'

/** What an Open edX behind a gateway must be told of its own address. */
export function addressRules({ mode }: Plan, { connection: { baseUrl } }: Lms): readonly OpenEdxSetting[] {
  const { host } = new URL(baseUrl)
  const value = (name: string, of: OpenEdxSetting['value'], why: string): OpenEdxSetting => ({
    kind: 'value',
    name,
    value: of,
    why,
  })
  return [
    value('LMS_BASE', host, 'Its public address: links that the LMS makes of itself lead there.'),
    value('LMS_ROOT_URL', baseUrl, 'The same as an origin: a login is led there, and on to Richie.'),
    value('SITE_NAME', host, 'The same in its e-mails and in pages for robots.'),
    ...(mode === 'tls'
      ? [
          value(
            'SECURE_PROXY_SSL_HEADER',
            { tuple: ['HTTP_X_FORWARDED_PROTO', 'https'] },
            "TLS ends at the gateway: without it the LMS takes every request for http, and hands out no CSRF cookie. Open edX's production settings have it, those of devstack come from them.",
          ),
        ]
      : []),
  ]
}
