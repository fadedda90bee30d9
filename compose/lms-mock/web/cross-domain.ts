import { setCookie } from './cookies.ts'
import { useCsrfSecret } from './csrf-token.ts'
import type { Exchange } from './exchange.ts'

/**
 * Whether Open edX takes this request for one of the trusted catalogue. It judges the Referer, never the Origin, with
 * its port; http never passes unless insecure origins are allowed: openedx-api 4.2, teak-measured [100-106].
 */
export function isCrossDomainAllowed(exchange: Exchange): boolean {
  const { allowInsecure, corsAllowAll, corsOrigins } = exchange.settings
  const origin = /^(https?):\/\/[^/?#]*/i.exec(exchange.header('referer') ?? '')
  const isSecure = exchange.isSecure && origin?.[1]?.toLowerCase() === 'https'
  if (!allowInsecure && !isSecure) {
    return false
  }
  return corsAllowAll || (origin !== null && corsOrigins.includes(origin[0]))
}

/** What a decorated GET does: csrftoken always, edx_csrf_token when the answer leaves: teak-measured [100]. */
export function ensureCsrfCookies(exchange: Exchange): void {
  useCsrfSecret(exchange.csrf)
  exchange.sendsCrossDomainCookie = isCrossDomainAllowed(exchange)
}

/** The CSRF cookie that scripts of Richie's origin read: same value as csrftoken, Secure even over http, no SameSite. */
export function crossDomainCookie(exchange: Exchange): string {
  const { crossDomainCsrfCookie, cookieDomain } = exchange.settings
  const options = { domain: cookieDomain, maxAge: 31449600, secure: true }
  return setCookie(crossDomainCsrfCookie, useCsrfSecret(exchange.csrf), options, exchange.now)
}
