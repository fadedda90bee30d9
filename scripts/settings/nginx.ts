import { isOpenEdx, type Lms } from '../plan/lms.ts'
import type { Plan } from '../plan/plan.ts'
import { fillConfiguration, type Templates } from '../render/templates.ts'
import { comment, chosenLmses, siteWarning, type SettingsOptions } from './options.ts'

/** nginx server blocks for Richie and its LMSes behind an nginx of one's own; if one LMS is asked for, only its block. */
export function nginxBlocks(plan: Plan, options: SettingsOptions, templates: Templates): string {
  const connected = chosenLmses(plan, options).filter(isOpenEdx)
  const lmses = connected.filter((lms) => !isForGateway(lms))
  const { origin } = plan.richie.site
  const sites = [
    ...(options.onlyLms
      ? []
      : [
          {
            ...site(plan, 'richie', origin),
            name: 'Richie',
            backend: '127.0.0.1:8000',
            isCatalogue: true,
          },
        ]),
    ...lmses.map((lms, index) => ({
      ...site(plan, lms.key, lms.connection.baseUrl),
      name: `the LMS ${lms.key}`,
      nextUrl: lms.connection.nextUrl,
      backend: backend(lms, String(18000 + index)),
      isCatalogue: false,
    })),
  ]
  const warnings = connected.map((lms) => siteWarning(plan, lms)).filter((text) => text !== null)
  const text = fillConfiguration(templates, 'own-stack.conf.hbs', {
    header: [
      comment(
        `Richie at ${origin}, connected with ${connected.map(({ connection }) => connection.baseUrl).join(', ')}.
For a file in nginx's conf.d, inside http { }. It listens where bind of environment.yaml says.`,
      ),
      ...warnings.map(comment),
      ...connected.filter(isForGateway).map((lms) => comment(leftOut(plan, lms))),
    ].join('\n'),
    tls: plan.mode === 'tls',
    catalogue: origin,
    sites,
  })
  return `${text.trimEnd()}\n`
}

/** An LMS with another name of its own, or behind TLS: proxying its pages takes more than a block. */
function isForGateway({ site }: Lms): boolean {
  return site?.upstream.kind === 'url' && (!site.upstream.isNamedAsSite || site.upstream.isSecure)
}

function leftOut({ mode, domain }: Plan, { key, url, connection }: Lms): string {
  const isTls = mode === 'http' && new URL(url ?? '').hostname.endsWith(`.${domain}`)
  return `No block for the LMS ${key}: it is at ${url}, and knows only that address. To serve it as ${connection.baseUrl}, use the gateway of campus, which rewrites its redirects and cookies.${isTls ? ' Over https it has this name already: use --mode tls.' : ''}`
}

/** Where it listens; for an external LMS that the gateway of campus serves, the port is in the spec. Its name would be nginx itself. */
function backend({ site }: Lms, port: string): string {
  return `127.0.0.1:${site?.upstream.kind === 'url' ? site.upstream.port : port}`
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
