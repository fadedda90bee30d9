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
For env.d/development, instead of the lines of the same name there. Only an empty value is false: NAME=false is true.`,
    ),
    ...(warning === null ? [] : [comment(warning)]),
    '',
    comment(
      'All of FEATURES: this replaces the existing line, so add whatever else you need. Dogwood has its own in settings.yml.',
    ),
    `FEATURES=${JSON.stringify(Object.fromEntries(features))}`,
    '',
    ...addressRules(plan, lms)
      .filter(({ name }) => name.startsWith('LMS_'))
      .flatMap(variable),
    ...rules.filter(({ name }) => fromEnvironment.includes(name)).flatMap(variable),
    comment('On by default in env.d/development; the whitelist above is enough.'),
    'CORS_ORIGIN_ALLOW_ALL=',
    '',
    comment('The key of the development images: whoever has it may enrol anybody.'),
    `EDX_API_KEY=${connection.lmsRules.apiKey}`,
    '',
    ...(hook === undefined ? [] : [comment(hookWhy(options)), ...variable(hook)]),
    comment('The stack has no Celery worker: without this the hook waits in Redis forever.'),
    'CELERY_ALWAYS_EAGER=true',
    '',
    comment(`Not set by any variable:
- The way back. ${
      isProxied(lms)
        ? `campus's gateway redirects /${connection.nextUrl}/ to Richie.`
        : `docker/files/etc/nginx/conf.d/lms.conf redirects /${connection.nextUrl}/ to http://localhost:8070, permanently (301). Replace its line:
    rewrite ^/${connection.nextUrl}/(.*)$ ${plan.richie.site.origin}/$1 redirect;`
    }
- X-Forwarded-Proto: SECURE_PROXY_SSL_HEADER is set. Their nginx overwrites the header that it gets: behind another proxy use the lms-dev service (port 8072), which has no nginx in front.
- CORS_ALLOW_CREDENTIALS: always on. LOGIN_REDIRECT_WHITELIST: /richie/... needs none.
- CSRF_TRUSTED_ORIGINS: these releases do not check the Origin of a POST.
- Dogwood: releases/dogwood/3/fun/config/lms/settings.yml takes precedence over the environment, for FEATURES, CROSS_DOMAIN_CSRF_COOKIE_NAME and _DOMAIN, PLATFORM_RICHIE_URL: edit it there.
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
