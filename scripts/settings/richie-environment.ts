import type { Plan } from '../plan/plan.ts'
import { authenticationDelegation, lmsBackends } from '../render/richie-settings.ts'
import { breakLine } from './comment.ts'
import type { SettingsOptions } from './options.ts'

/** The same as environment variables of Richie's sandbox, which knows one LMS (openedx-tooling.md, B4). */
export function richieEnvironment(plan: Plan, { lms, syncSecrets }: SettingsOptions): string {
  const [backend] = lmsBackends([lms])
  const authentication = authenticationDelegation(plan)
  const variables = {
    AUTHENTICATION_BASE_URL: authentication.BASE_URL ?? '',
    AUTHENTICATION_BACKEND: authentication.BACKEND,
    EDX_BASE_URL: backend?.BASE_URL ?? '',
    EDX_BACKEND: backend?.BACKEND ?? '',
    EDX_COURSE_REGEX: backend?.COURSE_REGEX ?? '',
    EDX_JS_BACKEND: backend?.JS_BACKEND ?? '',
    EDX_JS_COURSE_REGEX: backend?.JS_COURSE_REGEX ?? '',
    EDX_JS_NEXT_URL: backend?.JS_NEXT_URL ?? '',
    DJANGO_RICHIE_COURSE_RUN_SYNC_SECRETS: syncSecrets?.[lms.key] ?? '',
    // What the sandbox's Development trusts as its own origin: without it the admin's login is a 403 behind a proxy.
    LOCALTUNNEL_URL: plan.richie.site.origin,
  }
  return [
    ...breakLine(
      `The same as environment variables of Richie's sandbox, which knows one LMS: ${lms.key}. For an env_file (env.d/development/dev); under \`environment:\` of a compose file without the quotes, and with $$ for each $.`,
    ),
    ...breakLine(
      'The sandbox has no variable for SECURE_PROXY_SSL_HEADER and SECURE_REFERRER_POLICY (its Development has unsafe-url).',
    ),
    ...Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}`),
  ].join('\n')
}

/** Compose reads `$` in an env_file too; in single quotes it leaves it. */
function quote(value: string): string {
  if (!/[$#\\' ]/.test(value)) return value
  return value.includes("'") ? `"${value.replace(/[\\"$]/g, String.raw`\$&`)}"` : `'${value}'`
}
