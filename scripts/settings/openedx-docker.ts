import { isProxied } from '../plan/lms.ts'
import { openEdxRules, syncRule, type OpenEdxSetting } from '../plan/open-edx-rules.ts'
import type { Plan } from '../plan/plan.ts'
import { addressRules } from './open-edx.ts'
import { comment, commandOf, siteWarning, type SettingsOptions } from './options.ts'

/**
 * The FUN images' environment (openedx-docker, env.d/development). Its settings read a boolean as `bool(text)`: only the empty
 * text is false; lists and FEATURES as JSON (releases/<release>/config/lms/utils.py, docker_run_production.py).
 */
export function openedxDockerEnvironment(plan: Plan, options: SettingsOptions): string {
  // The images are Dogwood to Ironwood: none of them reads a whitelist with schemes.
  const lms =
    options.lms.release === 'teak' ? ({ ...options.lms, release: 'hawthorn' } as const) : options.lms
  const { connection } = lms
  const rules = openEdxRules(plan, lms)
  const features = rules.filter(({ kind }) => kind === 'feature').map(({ name, value }) => [name, value])
  const hook = syncRule({ ...lms, release: 'dogwood' }, options.syncSecrets?.[lms.key] ?? '')
  const warning = siteWarning(plan, lms)
  return `${[
    comment(
      `Open edX of openedx-docker at ${connection.baseUrl}, connected with Richie at ${plan.richie.site.origin}.
For env.d/development, in place of its lines of the same name. Only an empty value is false: NAME=false is true.`,
    ),
    ...(warning === null ? [] : [comment(warning)]),
    '',
    comment(
      'All of FEATURES: it replaces the line that is there, so keep what else you need. Dogwood has its own in settings.yml.',
    ),
    `FEATURES=${JSON.stringify(Object.fromEntries(features))}`,
    '',
    ...addressRules(plan, lms)
      .filter(({ name }) => name.startsWith('LMS_'))
      .flatMap(variable),
    ...rules.filter(({ name }) => fromEnvironment.includes(name)).flatMap(variable),
    comment('On in env.d/development as it comes; the whitelist above is enough.'),
    'CORS_ORIGIN_ALLOW_ALL=',
    '',
    comment('The key of the development images: who has it may enrol anybody.'),
    `EDX_API_KEY=${connection.lmsRules.apiKey}`,
    '',
    ...(hook === undefined ? [] : [comment(hookWhy(options)), ...variable(hook)]),
    comment('The stack has no Celery worker: without this the hook waits in Redis for ever.'),
    'CELERY_ALWAYS_EAGER=true',
    '',
    comment(`What no variable sets:
- The way back. ${
      isProxied(lms)
        ? `campus's gateway leads /${connection.nextUrl}/ to Richie.`
        : `docker/files/etc/nginx/conf.d/lms.conf leads /${connection.nextUrl}/ to http://localhost:8070, for ever (301); instead of its line:
    rewrite ^/${connection.nextUrl}/(.*)$ ${plan.richie.site.origin}/$1 redirect;`
    }
- X-Forwarded-Proto: SECURE_PROXY_SSL_HEADER is set. Their nginx overwrites what it is sent: behind another proxy take the lms-dev service (port 8072), which has no nginx before it.
- CORS_ALLOW_CREDENTIALS: always on. LOGIN_REDIRECT_WHITELIST: /richie/... needs none.
- CSRF_TRUSTED_ORIGINS: these releases do not look at the Origin of a POST.
- Dogwood: releases/dogwood/3/fun/config/lms/settings.yml comes before the environment, with FEATURES, CROSS_DOMAIN_CSRF_COOKIE_NAME and _DOMAIN, PLATFORM_RICHIE_URL: edit it there.
- Dogwood and Eucalyptus need FEATURES.ENABLE_MOBILE_REST_API for Richie's openedx-dogwood; on Dogwood it is on.`),
  ].join('\n')}\n`
}

const fromEnvironment = [
  'CORS_ALLOW_INSECURE',
  'CORS_ORIGIN_WHITELIST',
  'CROSS_DOMAIN_CSRF_COOKIE_NAME',
  'CROSS_DOMAIN_CSRF_COOKIE_DOMAIN',
  'SESSION_COOKIE_NAME',
  'SESSION_COOKIE_SECURE',
]

function variable({ name, value, why }: OpenEdxSetting): readonly string[] {
  return [comment(why), `${name}=${environmentValue(value)}`, '']
}

function environmentValue(value: OpenEdxSetting['value']): string {
  if (typeof value === 'boolean') return value ? 'true' : ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function hookWhy(options: SettingsOptions): string {
  const secret =
    options.syncSecrets === null ? ` The secret: ${commandOf('openedx-docker', options)} --secrets.` : ''
  return `Read by Dogwood and Eucalyptus; Hawthorn and Ironwood have no hook.${secret}`
}
