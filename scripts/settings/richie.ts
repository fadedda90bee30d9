import { referrerPolicy } from '../plan/connection.ts'
import type { Plan } from '../plan/plan.ts'
import { pythonLiteral, type KeyComments, type Literal } from '../plan/python.ts'
import { authenticationDelegation, lmsBackends } from '../render/richie-settings.ts'
import {
  comment,
  commentOut,
  chosenLmses,
  commandOf,
  siteWarning,
  type SettingsOptions,
  breakLine,
} from './options.ts'

/** Python for a Richie site's settings.py: all settings of the connection, each with its reason. */
export function richieSettings(plan: Plan, options: SettingsOptions): string {
  const lmses = chosenLmses(plan, options)
  const { site } = plan.richie
  const isTls = plan.mode === 'tls'
  const warnings = lmses.map((lms) => siteWarning(plan, lms)).filter((text) => text !== null)
  return `${[
    comment(
      `Richie at ${site.origin}, connected with ${lmses.map(({ connection }) => connection.baseUrl).join(', ')}.
For settings.py. In a class of django-configurations (Richie's sandbox, a site of its cookiecutter) indent all by four spaces.`,
    ),
    ...warnings.map(comment),
    'import os',
    '',
    ...setting(
      'The LMS of a course link is the first whose expression matches, both in Python and in the browser.',
      'RICHIE_LMS_BACKENDS',
      lmsBackends(lmses),
      backendKeys,
    ),
    ...setting(
      'Where learners log in.',
      'RICHIE_AUTHENTICATION_DELEGATION',
      delegation(plan),
      delegationKeys,
    ),
    ...setting(
      options.syncSecrets === null
        ? `An LMS signs its course runs with one of these, separated by commas. Show them: ${commandOf('richie', options)} --secrets`
        : 'An LMS signs its course runs with one of these.',
      'RICHIE_COURSE_RUN_SYNC_SECRETS',
      syncSecrets(
        options,
        lmses.map(({ key }) => key),
      ),
    ),
    ...setting(
      "Open edX checks the Referer of the enrolment calls; Django's default, same-origin, sends none. No proxy may set another policy.",
      'SECURE_REFERRER_POLICY',
      referrerPolicy,
    ),
    ...setting(
      'Django 4 compares the Origin of a login to the admin with these, including scheme and port.',
      'CSRF_TRUSTED_ORIGINS',
      [site.origin],
    ),
    ...(isTls
      ? setting(
          'TLS ends at the proxy, which must set this header. Without it Django treats every request as http.',
          'SECURE_PROXY_SSL_HEADER',
          { tuple: ['HTTP_X_FORWARDED_PROTO', 'https'] },
        )
      : []),
    ...setting(
      "Not sessionid, which the LMS uses too: on a shared domain or host each would end the other's session.",
      'SESSION_COOKIE_NAME',
      'richie_session',
    ),
    ...setting(
      isTls ? 'Never sent over http.' : 'Over http a Secure cookie would never be sent back.',
      'SESSION_COOKIE_SECURE',
      isTls,
    ),
    `CSRF_COOKIE_SECURE = ${pythonLiteral(isTls)}`,
    '',
    commentOut(richieEnvironment(plan, options)),
  ].join('\n')}\n`
}

function setting(why: string, name: string, value: Literal, comments: KeyComments = {}): readonly string[] {
  return [comment(why), `${name} = ${pythonLiteral(value, comments)}`, '']
}

/** All keys that Richie reads (docs/lms-backends.md, core/context_processors.py). */
const backendKeys: KeyComments = {
  BASE_URL: "The LMS's own origin: the browser calls its API there.",
  BACKEND:
    'With richie.apps.courses.lms.base.BaseLMSBackend the synchronisation of a new run fails with 500.',
  COURSE_REGEX: "Matched with Python's re.match on a course link; the group course_id is required.",
  JS_BACKEND:
    'openedx-dogwood up to Eucalyptus, openedx-hawthorn since; dummy fakes enrolment in the browser.',
  JS_COURSE_REGEX: "Matched with JavaScript's test on the same links; the first group is the course id.",
  JS_SELECTOR_REGEX: 'Read by Richie up to 2.0.0 only.',
  JS_NEXT_URL: "First part of the LMS's path that its proxy redirects to Richie; read by Richie after 3.4.0.",
  DEFAULT_COURSE_RUN_SYNC_MODE:
    "For new runs of a synchronisation: manual (creates none), sync_to_draft or sync_to_public. manual if ids are not Open edX's.",
  COURSE_RUN_SYNC_NO_UPDATE_FIELDS: 'Fields that a synchronisation sets only once, such as "languages".',
}

const delegationKeys: KeyComments = {
  BACKEND:
    'As JS_BACKEND, or fonzie, fonzie-keycloak, keycloak. Richie does not know openedx-fonzie and base of older guides.',
  PROFILE_URLS: 'Links in the menu of a logged-in learner; Richie fills in {base_url:s} and (username).',
  KEYCLOAK_CLIENT_ID: 'For keycloak and fonzie-keycloak only.',
}

function delegation(plan: Plan): Literal {
  const keycloak = ['CLIENT_ID', 'CLIENT_SECRET', 'BASE_URL', 'REALM'].map((name) => [`KEYCLOAK_${name}`, ''])
  return { ...authenticationDelegation(plan), ...Object.fromEntries(keycloak) }
}

function syncSecrets({ syncSecrets }: SettingsOptions, keys: readonly string[]): Literal {
  if (syncSecrets !== null) return keys.flatMap((key) => syncSecrets[key] ?? [])
  return {
    code: '[part for part in os.environ.get("DJANGO_RICHIE_COURSE_RUN_SYNC_SECRETS", "").split(",") if part]',
  }
}

/** The same as environment variables of Richie's sandbox, which knows one LMS (openedx-tooling.md, B4). */
function richieEnvironment(plan: Plan, { lms, syncSecrets }: SettingsOptions): string {
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
      `The same as environment variables of Richie's sandbox, which knows one LMS: ${lms.key}. For an env_file (env.d/development/dev); under \`environment:\` of a compose file, remove the quotes and write $$ for each $.`,
    ),
    ...breakLine(
      'The sandbox has no variables for SECURE_PROXY_SSL_HEADER and SECURE_REFERRER_POLICY (its Development class has unsafe-url).',
    ),
    ...Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}`),
  ].join('\n')
}

/** Compose also reads `$` in an env_file, except in single quotes. */
function quote(value: string): string {
  if (!/[$#\\' ]/.test(value)) return value
  return value.includes("'") ? `"${value.replace(/[\\"$]/g, String.raw`\$&`)}"` : `'${value}'`
}
