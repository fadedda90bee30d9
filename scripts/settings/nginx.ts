import type { Plan } from '../plan/plan.ts'
import { fillConfiguration } from '../render/templates.ts'
import type { Templates } from '../render/templates.ts'
import { comment } from './comment.ts'
import { chosenLmses, siteWarning } from './options.ts'
import type { SettingsOptions } from './options.ts'

/** nginx server blocks for Richie and its LMSes behind an nginx of one's own; with one LMS asked for, its block alone. */
export function nginxBlocks(plan: Plan, options: SettingsOptions, templates: Templates): string {
  const lmses = chosenLmses(plan, options)
  const { origin } = plan.richie.site
  const sites = [
    ...(options.onlyLms
      ? []
      : [{ ...site(plan, 'richie', origin), name: 'Richie', backendPort: '8000', isCatalogue: true }]),
    ...lmses.map(({ key, connection }, index) => ({
      ...site(plan, key, connection.baseUrl),
      name: `the LMS ${key}`,
      nextUrl: connection.nextUrl,
      backendPort: String(18000 + index),
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
