import type { Settings } from '../../settings/settings.ts'
import type { Exchange } from '../exchange.ts'

const failed = 'Referer checking failed -'

/** Django 1.8: the platform's own address alone will do; it knows no trusted origins: openedx-api 4.3 (wording's second part inferred). */
export function ownRefererFailure(exchange: Exchange): string | undefined {
  const referer = exchange.header('referer')
  if (referer === undefined) return `${failed} no Referer.`
  const own = `https://${exchange.host}`
  return URL.parse(referer)?.origin === URL.parse(own)?.origin
    ? undefined
    : `${failed} ${referer} does not match ${own}/.`
}

/** Django 1.11 and 4.2: trusted are hosts, with their port: openedx-api 4.3, teak-measured, New. */
export function refererFailure(exchange: Exchange): string | undefined {
  const referer = exchange.header('referer')
  if (referer === undefined) return `${failed} no Referer.`
  const [, scheme, host] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/i.exec(referer) ?? []
  if (scheme === undefined || host === undefined) return `${failed} Referer is malformed.`
  if (scheme.toLowerCase() !== 'https') return `${failed} Referer is insecure while host is secure.`
  const hosts = [exchange.host, ...exchange.settings.trustedOrigins.map(hostOf)]
  return hosts.includes(host.toLowerCase())
    ? undefined
    : `${failed} ${referer} does not match any trusted origins.`
}

/** An origin's host, with its port where it has one. */
function hostOf(origin: string): string {
  return origin.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').toLowerCase()
}

/** Whether an Origin is in the whitelist of a django-cors-headers that lists `scheme://host:port`: openedx-api 4.1; in Teak a Referer's too: 4.2 (d). */
export function isOriginListed({ corsOrigins }: Settings, origin: string): boolean {
  return corsOrigins.includes(origin)
}

/** The same where the whitelist is of `host:port`, so that the scheme plays no part: openedx-api 4.1. */
export function isHostAndPortListed({ corsOrigins }: Settings, origin: string): boolean {
  return /^https?:\/\//.test(origin) && corsOrigins.some((listed) => hostOf(listed) === hostOf(origin))
}

/** Whether the cross-domain check up to Juniper trusts a Referer: by its host without its port, which a real whitelist must name besides: openedx-api 4.2 (d). */
export function isHostTrusted({ corsOrigins }: Settings, origin: string): boolean {
  return corsOrigins.some((listed) => nameOf(listed) === nameOf(origin))
}

function nameOf(origin: string): string {
  return hostOf(origin).replace(/:\d*$/, '')
}
