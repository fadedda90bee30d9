import { isOpenEdx, isProxied } from '../plan/plan.ts'
import type { Lms, Plan } from '../plan/plan.ts'
import { fillConfiguration } from '../render/templates.ts'
import type { Templates } from '../render/templates.ts'
import { comment } from './comment.ts'
import { chosenLmses, siteWarning } from './options.ts'
import type { SettingsOptions } from './options.ts'

/** nginx server blocks for Richie and its LMSes behind an nginx of one's own; with one LMS asked for, its block alone. */
export function nginxBlocks(plan: Plan, options: SettingsOptions, templates: Templates): string {
  const lmses = chosenLmses(plan, options).filter(isOpenEdx)
  const { origin } = plan.richie.site
  const sites = [
    ...(options.onlyLms
      ? []
      : [
          {
            ...site(plan, 'richie', origin),
            name: 'Richie',
            backend: '127.0.0.1:8000',
            scheme: 'http',
            isCatalogue: true,
          },
        ]),
    ...lmses.map((lms, index) => ({
      ...site(plan, lms.key, lms.connection.baseUrl),
      name: `the LMS ${lms.key}`,
      nextUrl: lms.connection.nextUrl,
      ...backend(lms, String(18000 + index)),
      isCatalogue: false,
    })),
  ]
  const warnings = lmses.map(siteWarning).filter((text) => text !== null)
  const text = fillConfiguration(templates, 'own-stack.conf.hbs', {
    header: [
      comment(
        `Richie at ${origin}, connected with ${lmses.map(({ connection }) => connection.baseUrl).join(', ')}.
For a file in nginx's conf.d, inside http { }. It listens where bind of environment.yaml says.`,
      ),
      ...warnings.map(comment),
    ].join('\n'),
    tls: plan.mode === 'tls',
    catalogue: origin,
    sites,
  })
  return `${text.trimEnd()}\n`
}

/** Where it listens: one that the gateway of campus serves for somebody else says so in the spec. */
function backend(lms: Lms, port: string): { backend: string; scheme: string } {
  if (!isProxied(lms) || lms.url === null) return { backend: `127.0.0.1:${port}`, scheme: 'http' }
  const { protocol, hostname, port: own } = new URL(lms.url)
  // A name of the site is nginx itself.
  const host = lms.site?.names.includes(hostname) ? '127.0.0.1' : hostname
  const isSecure = protocol === 'https:'
  return { backend: `${host}:${own || (isSecure ? '443' : '80')}`, scheme: isSecure ? 'https' : 'http' }
}

function site({ addresses }: Plan, key: string, origin: string) {
  const { hostname, port, protocol } = new URL(origin)
  const listening = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  return {
    key,
    origin,
    host: hostname,
    listens: addresses.map((address) => `${address.includes(':') ? `[${address}]` : address}:${listening}`),
  }
}
