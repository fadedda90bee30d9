import type { Answer } from './answer.ts'
import { deleteCookie, setCookie } from './cookies.ts'
import { corsHeaders } from './cors.ts'
import { crossDomainCookie } from './cross-domain.ts'
import type { Exchange } from './exchange.ts'
import { sessionCookieLine } from './session.ts'

const CSRF_SECONDS = 31449600

/** Turns a view's answer into a response with the headers and cookies that every answer of the platform gets: teak-measured, New. */
export function closeExchange(exchange: Exchange, answer: Answer): Response {
  const headers = new Headers(answer.headers)
  headers.set('Content-Length', String(Buffer.byteLength(answer.body ?? '')))
  if (answer.isBare !== true) {
    headers.set('X-Frame-Options', 'DENY')
    headers.set('Vary', 'Accept-Language, origin, Cookie')
    headers.set('Content-Language', 'en')
    const cors = corsHeaders(exchange.settings, exchange.method, exchange.header('origin'))
    for (const [name, value] of Object.entries(cors)) {
      headers.set(name, value)
    }
    for (const line of platformCookies(exchange)) {
      headers.append('Set-Cookie', line)
    }
  }
  for (const line of exchange.cookiesOut) {
    headers.append('Set-Cookie', line)
  }
  return new Response(answer.body, { status: answer.status, headers })
}

function platformCookies(exchange: Exchange): readonly string[] {
  const { csrf, settings, now, user } = exchange
  const crossDomain = exchange.sendsCrossDomainCookie ? crossDomainCookie(exchange) : ''
  const csrfOptions = { maxAge: CSRF_SECONDS, sameSite: 'Lax', secure: settings.cookieSecure } as const
  return [
    csrf.sendsCookie ? setCookie('csrftoken', csrf.secret ?? '', csrfOptions, now) : '',
    user === undefined ? '' : deleteCookie('openedx-language-preference', {}, now),
    sessionCookieLine(exchange) ?? '',
    crossDomain,
  ].filter((line) => line !== '')
}
