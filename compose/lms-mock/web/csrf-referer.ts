import { hostOf } from './catalogue-origin.ts'
import type { Exchange } from './exchange.ts'

const FAILED = 'Referer checking failed -'

/** Django 1.8: the platform's own address alone will do; it knows no trusted origins: openedx-api 4.3 (wording's second part inferred). */
export function ownRefererFailure(exchange: Exchange): string | undefined {
  const referer = exchange.header('referer')
  if (referer === undefined) {
    return `${FAILED} no Referer.`
  }
  const own = `https://${exchange.host}`
  return URL.parse(referer)?.origin === URL.parse(own)?.origin
    ? undefined
    : `${FAILED} ${referer} does not match ${own}/.`
}

/** Django 1.11 and 4.2: trusted are hosts, with their port: openedx-api 4.3, teak-measured, New. */
export function refererFailure(exchange: Exchange): string | undefined {
  const referer = exchange.header('referer')
  if (referer === undefined) {
    return `${FAILED} no Referer.`
  }
  const [, scheme, host] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/i.exec(referer) ?? []
  if (scheme === undefined || host === undefined) {
    return `${FAILED} Referer is malformed.`
  }
  if (scheme.toLowerCase() !== 'https') {
    return `${FAILED} Referer is insecure while host is secure.`
  }
  const hosts = [exchange.host, ...exchange.settings.trustedOrigins.map(hostOf)]
  return hosts.includes(host.toLowerCase())
    ? undefined
    : `${FAILED} ${referer} does not match any trusted origins.`
}
