import { isProxied } from '../plan/plan.ts'
import type { Lms, Plan } from '../plan/plan.ts'
import { comment } from './comment.ts'
import { commandOf, siteWarning } from './options.ts'
import type { SettingsOptions } from './options.ts'

/** Tutor prefixes a plugin's own configuration with its name; `richie` is the name of another plugin. */
export const plugin = 'richieconnection'
export const secretName = `${plugin.toUpperCase()}_SYNC_SECRET`

/** What to do with the plugin, as a comment of YAML without its first sign: commands in their order, then what to know. */
export function tutorHeading(plan: Plan, lms: Lms, options: SettingsOptions): string {
  const command = commandOf('tutor', options)
  const lines = [
    `Tutor's Open edX as ${lms.connection.baseUrl}, connected with Richie at ${plan.richie.site.origin}. To use it:`,
    `  ${command} > "$(tutor plugins printroot)/${plugin}.yml"`,
    `  tutor plugins enable ${plugin}`,
    ...configuration(lms).map(
      (values) => `  tutor config save ${values.map((value) => `--set ${value}`).join(' ')}`,
    ),
    ...(options.syncSecrets === null
      ? [`  tutor config save --set ${secretName}=...   (${command} --secrets has it)`]
      : []),
    `  tutor local start -d${isProxied(lms) ? '' : '   (or: tutor dev start -d)'}`,
    'Course runs are told to Richie by a package, in the image:',
    '  tutor config save --append OPENEDX_EXTRA_PIP_REQUIREMENTS=richie-openedx-sync && tutor images build openedx',
    ...notes(lms),
    ...[siteWarning(lms)].filter((text) => text !== null),
  ]
  return comment(lines.join('\n')).replaceAll(/^#/gm, '')
}

/** One list a command: a command that is broken over two lines can't be pasted. */
function configuration(lms: Lms): readonly (readonly string[])[] {
  const { hostname, protocol } = new URL(lms.connection.baseUrl)
  const names = [`LMS_HOST=${hostname}`, `ENABLE_HTTPS=${protocol === 'https:'}`]
  const behind = isProxied(lms) ? new URL(lms.url ?? '') : null
  if (behind?.protocol !== 'http:') return [names]
  // As a web proxy of its own Caddy would say that all came over http.
  return [names, ['ENABLE_WEB_PROXY=false', `CADDY_HTTP_PORT=${behind.port || '80'}`]]
}

function notes(lms: Lms): readonly string[] {
  const { hostname, port, protocol } = new URL(lms.connection.baseUrl)
  const behind = `{ provider: external, url: "http://${hostname}:81", proxy: true }`
  if (lms.provider === 'mock') {
    return [
      `lms.${lms.key} of environment.yaml is a mock. With ${behind} it is this Tutor, behind the gateway: then print this again (docs/guides/tutor.md).`,
    ]
  }
  if (isProxied(lms)) {
    return [
      `The micro-frontends, the login among them, are at apps.${hostname}: the gateway must serve that name too (docs/guides/tutor.md).`,
      ...(new URL(lms.url ?? '').hostname === hostname
        ? []
        : [
            `In environment.yaml lms.${lms.key} is better ${behind}: by its own name there is nothing to rewrite.`,
          ]),
    ]
  }
  return [
    ...(port === ''
      ? []
      : [`Tutor has no port in its own addresses but 443, over http 80, and 8000 of tutor dev: ${behind}.`]),
    ...(protocol === 'https:'
      ? []
      : [
          'Over http the CSRF cookie, which is always Secure, is kept on *.localhost names only: elsewhere enrolling needs https.',
        ]),
  ]
}
