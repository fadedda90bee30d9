import { setCookie } from '../cookies.ts'
import { useCsrfToken } from '../csrf-token.ts'
import type { Exchange } from '../exchange.ts'

/**
 * Whether Open edX takes this request for one of the trusted catalogue. It judges the Referer, never the Origin; http
 * never passes unless insecure origins are allowed: openedx-api 4.2, teak-measured [100-106].
 */
export function isCrossDomainAllowed(exchange: Exchange): boolean {
  const { settings, release } = exchange
  const [origin, scheme] = /^(https?):\/\/[^/?#]*/i.exec(exchange.header('referer') ?? '') ?? []
  if (!settings.allowInsecure && !(exchange.isSecure && scheme?.toLowerCase() === 'https')) return false
  return settings.corsAllowAll || (origin !== undefined && release.csrf.isRefererTrusted(settings, origin))
}

/** What a decorated GET does: csrftoken always, edx_csrf_token when the answer leaves: teak-measured [100]. */
export function ensureCsrfCookies(exchange: Exchange): void {
  useCsrfToken(exchange.csrf)
  exchange.sendsCrossDomainCookie = isCrossDomainAllowed(exchange)
}

/** The CSRF cookie that scripts of Richie's origin read: same value as csrftoken, Secure even over http, no SameSite. */
export function crossDomainCookie(exchange: Exchange): string {
  const { crossDomainCsrfCookie, cookieDomain } = exchange.settings
  const domain = cookieDomain === null ? {} : { domain: cookieDomain }
  const options = { ...domain, maxAge: 31449600, secure: true }
  return setCookie(crossDomainCsrfCookie, useCsrfToken(exchange.csrf), options, exchange.now)
}
