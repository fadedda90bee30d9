import type { Exchange } from '../exchange.ts'

/**
 * Django's CSRF check of one unsafe request: undefined when it passes, else the reason in Django's words: openedx-api 4.3,
 * teak-measured, New and "is wrong" 1-2. Origin comes first where it is judged, then Referer, then the token.
 */
export async function csrfFailure(
  exchange: Exchange,
  isCrossDomainAllowed = false,
): Promise<string | undefined> {
  const { csrf } = exchange.release
  const isSecure = exchange.isSecure && !isCrossDomainAllowed
  const origin = csrf.checksOrigin ? exchange.header('origin') : undefined
  const byRules = origin === undefined ? undefined : originFailure(exchange, origin, isSecure)
  const byReferer = origin === undefined && isSecure ? csrf.refererFailure(exchange) : undefined
  return byRules ?? byReferer ?? csrf.cookieFailure(exchange) ?? (await csrf.tokenFailure(exchange))
}

/** The same reason in plain words; the log of requests also shows what the request carried. */
export function whyCsrfFailed(exchange: Exchange, failure: string): string {
  const token = exchange.header('x-csrftoken')
  if (failure.startsWith('CSRF cookie not set')) return 'cookie csrftoken was not sent'
  if (!failure.startsWith('CSRF token')) return withoutQuery(failure)
  if (token === undefined || token === '') {
    return token === undefined
      ? 'X-CSRFToken is missing'
      : 'X-CSRFToken is empty: the page had no CSRF cookie'
  }
  return 'X-CSRFToken is not the value of cookie csrftoken'
}

/** An address may carry a token behind its path. */
function withoutQuery(failure: string): string {
  return failure.replace(/[?#].*(?= does not match )/s, '')
}

/** With an Origin header the Referer is never looked at: teak-measured [157-162, 185-190]. */
function originFailure(exchange: Exchange, origin: string, isSecure: boolean): string | undefined {
  const own = `${isSecure ? 'https' : 'http'}://${exchange.host}`
  const isTrusted = origin === own || exchange.settings.trustedOrigins.includes(origin)
  return isTrusted ? undefined : `Origin checking failed - ${origin} does not match any trusted origins.`
}
