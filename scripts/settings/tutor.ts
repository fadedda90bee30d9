import { Document, Scalar } from 'yaml'
import { isProxied, type Lms } from '../plan/lms.ts'
import { openEdxRules, syncRule } from '../plan/open-edx-rules.ts'
import type { Plan } from '../plan/plan.ts'
import { openEdxPython, commentKey } from './open-edx.ts'
import { type SettingsOptions, comment, commandOf, siteWarning } from './options.ts'
import { portOfGateway, tutorPort, wayBackInCaddy, wayBackInPython } from './tutor-gateway.ts'

/** A Tutor plugin, one YAML file, whose patches connect Tutor's Open edX (Maple and later) with Richie. */
export function tutorPlugin(plan: Plan, options: SettingsOptions): string {
  // Always for Tutor's newest release, whatever the mock imitates.
  const lms: Lms = { ...options.lms, release: 'teak' }
  const secret = options.syncSecrets?.[lms.key] ?? ''
  const document = new Document({
    name: plugin,
    version: '1.0.0',
    config: { defaults: { SYNC_SECRET: secret } },
    patches: {
      'openedx-lms-common-settings': block(commonSettings(plan, lms)),
      'openedx-common-settings': block(syncSettings(lms)),
      ...(portOfGateway(lms) === '' ? {} : { 'openedx-lms-production-settings': block(tutorPort(lms)) }),
      // With the gateway, the gateway redirects to Richie.
      ...(isProxied(lms)
        ? {}
        : {
            'openedx-lms-development-settings': block(wayBackInPython(plan, lms)),
            'caddyfile-lms': block(wayBackInCaddy(plan, lms)),
          }),
    },
  })
  document.commentBefore = tutorHeading(plan, lms, options)
  commentKey(
    document,
    'config',
    ` In Tutor it is ${secretName}: one of Richie's RICHIE_COURSE_RUN_SYNC_SECRETS.`,
  )
  commentKey(
    document,
    'patches',
    ' Tutor itself sets ENABLE_CORS_HEADERS, CORS_ALLOW_CREDENTIALS and Secure cookies (by ENABLE_HTTPS).',
  )
  return document.toString({ lineWidth: 0 })
}

function block(text: string): Scalar {
  const scalar = new Scalar(`${text}\n`)
  scalar.type = Scalar.BLOCK_LITERAL
  return scalar
}

/** Both for `tutor local` and `tutor dev`. Without what Tutor sets after this patch by ENABLE_HTTPS. */
function commonSettings(plan: Plan, lms: Lms): string {
  const tutorsOwn = [
    'ENABLE_CORS_HEADERS',
    'CORS_ALLOW_CREDENTIALS',
    'SESSION_COOKIE_SECURE',
    'SESSION_COOKIE_SAMESITE',
  ]
  return openEdxPython(openEdxRules(plan, lms).filter(({ name }) => !tutorsOwn.includes(name)))
}

function syncSettings(lms: Lms): string {
  const rule = syncRule(lms, `{{ ${secretName} }}`)
  return rule === undefined ? '' : openEdxPython([rule])
}

/** Tutor prefixes a plugin's own configuration with its name; `richie` is the name of another plugin. */
const plugin = 'richieconnection'
const secretName = `${plugin.toUpperCase()}_SYNC_SECRET`

/** What to do with the plugin, as a comment of YAML without its first sign: commands in their order, then what to know. */
function tutorHeading(plan: Plan, lms: Lms, options: SettingsOptions): string {
  const command = commandOf('tutor', options)
  const isSecure = lms.connection.baseUrl.startsWith('https:')
  const lines = [
    `Tutor's Open edX as ${lms.connection.baseUrl}, connected with Richie at ${plan.richie.site.origin}. To use it:`,
    '  mkdir -p "$(tutor plugins printroot)"',
    `  ${command} > "$(tutor plugins printroot)/${plugin}.yml"`,
    `  tutor plugins enable ${plugin}`,
    ...configuration(lms).map(
      (values) => `  tutor config save ${values.map((value) => `--set ${value}`).join(' ')}`,
    ),
    ...(options.syncSecrets === null
      ? [`  tutor config save --set ${secretName}=...   (show it: ${command} --secrets)`]
      : []),
    `  tutor local start -d${isProxied(lms) || isSecure ? '' : '   (or: tutor dev start -d)'}`,
    'A package in the image syncs course runs to Richie. To add it:',
    '  tutor config save --append OPENEDX_EXTRA_PIP_REQUIREMENTS=richie-openedx-sync && tutor images build openedx',
    ...notes(plan, lms),
    ...[siteWarning(plan, lms)].filter((text) => text !== null),
  ]
  return comment(lines.join('\n')).replaceAll(/^#/gm, '')
}

/** One list a command: a command that is broken over two lines can't be pasted. */
function configuration(lms: Lms): readonly (readonly string[])[] {
  const { hostname, protocol } = new URL(lms.connection.baseUrl)
  const names = [`LMS_HOST=${hostname}`, `ENABLE_HTTPS=${protocol === 'https:'}`]
  const behind = isProxied(lms) ? new URL(lms.url ?? '') : null
  if (behind?.protocol !== 'http:') return [names]
  // As its own web proxy Caddy would report all requests as http.
  return [names, ['ENABLE_WEB_PROXY=false', `CADDY_HTTP_PORT=${behind.port || '80'}`]]
}

function notes(plan: Plan, lms: Lms): readonly string[] {
  const { hostname, port, protocol } = new URL(lms.connection.baseUrl)
  // docs/guides/tutor.md does not use http mode's names (below .localhost): it uses https.
  const host = lms.site?.names.find((name) => name.endsWith(`.${plan.domain}`)) ?? hostname
  const behind = `\n  ${lms.key}: { provider: external, url: "http://${host}:81", proxy: true }`
  if (lms.provider === 'mock') {
    return [
      `lms.${lms.key} of environment.yaml is a mock. To use this Tutor behind the gateway instead (docs/guides/tutor.md):${behind}
Then print this again${plan.mode === 'http' ? ' with --mode tls' : ''}.`,
    ]
  }
  if (isProxied(lms)) {
    const isNamed = new URL(lms.url ?? '').hostname === host
    return [
      `The micro-frontends, including the login, are at apps.${hostname}: the gateway must serve that name too (docs/guides/tutor.md).`,
      ...(isNamed
        ? []
        : [`In environment.yaml, use its own name, so that nothing has to be rewritten:${behind}`]),
      ...(plan.mode === 'http'
        ? [`docs/guides/tutor.md uses https and ${host}: for that, print this with --mode tls.`]
        : []),
    ]
  }
  return [
    ...(port === ''
      ? []
      : [
          `Tutor uses only port 443 in its own addresses (80 over http, 8000 in tutor dev). Behind the gateway:${behind}`,
        ]),
    ...(protocol === 'https:'
      ? []
      : [
          'Over http browsers keep the CSRF cookie, which is always Secure, only on *.localhost names: elsewhere enrolling needs https.',
        ]),
  ]
}
