import { skip } from '../../diagnosis/check.ts'
import type { Lms } from '../../plan/lms.ts'
import type { Plan } from '../../plan/plan.ts'
import { once } from '../../system/once.ts'
import type { Client } from '../http/client.ts'
import type { Knock } from '../http/exchange.ts'
import type { Surroundings } from '../surroundings.ts'

/** A public origin that the connection needs: a site of the gateway, or an external LMS. */
export type CheckedSite = {
  readonly key: string
  readonly origin: string
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
  /** Only a site that the gateway serves has these. */
  readonly gateway?: {
    /** Where its port is published, and its name must lead. */
    readonly addresses: readonly string[]
    /** Its other names. */
    readonly aliases: readonly string[]
  }
}

export type SiteContext = {
  readonly site: CheckedSite
  readonly plan: Plan
  readonly lookup: Surroundings['lookup']
  readonly authorities: readonly string[]
  readonly now: Date
  readonly client: Client
  /** The handshake with an https site, made once. */
  readonly handshake: () => Promise<Knock>
}

export function siteContext(site: CheckedSite, surroundings: Surroundings, client: Client): SiteContext {
  const { plan, lookup, authorities, now } = surroundings
  const handshake = once(() => client.knock(site.origin))
  return { site, plan, lookup, authorities, now, client, handshake }
}

/** Richie's site. */
export function catalogueSite(plan: Plan): CheckedSite {
  return ownSite(plan, plan.richie.site)
}

/** The site of an LMS: the gateway's, where it serves it. */
export function lmsSite(plan: Plan, { key, connection }: Lms): CheckedSite {
  const served = plan.sites.find((site) => site.key === key)
  if (served !== undefined) return ownSite(plan, served)
  const url = new URL(connection.baseUrl)
  const isSecure = url.protocol === 'https:'
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port)
  return { key, origin: url.origin, host: url.hostname.replace(/^\[|\]$/g, ''), port, isSecure }
}

function ownSite(plan: Plan, { key, origin, host, port, mode, names }: Plan['sites'][number]): CheckedSite {
  return {
    key,
    origin,
    host,
    port,
    isSecure: mode === 'tls',
    gateway: { addresses: publishedAddresses(plan), aliases: names.filter((name) => name !== host) },
  }
}

/** Where the gateway's ports are reached from this machine. */
export function publishedAddresses({ addresses }: Plan): readonly string[] {
  const reached: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }
  return addresses.map((address) => reached[address] ?? address)
}

/** For every check that looks at TLS, in the same words, so that they are shown as one line. */
export const noTls = skip('no TLS over plain http')
