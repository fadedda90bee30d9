import type { Answer } from './answer.ts'
import { deleteCookie, setCookie } from './cookies.ts'
import { corsHeaders, varyOf } from './cors.ts'
import { crossDomainCookie } from './csrf/cross-domain.ts'
import type { Exchange } from './exchange.ts'
import { sessionCookieLine } from './session.ts'

const csrfSeconds = 31449600

/** Turns a view's answer into a response with the headers and cookies that every answer of the platform gets: teak-measured, New. */
export function closeExchange(exchange: Exchange, answer: Answer): Response {
  const { release } = exchange
  const headers = new Headers(answer.headers)
  const location = headers.get('Location')
  if (location !== null) headers.set('Location', release.web.location(exchange, location))
  headers.set('Content-Length', String(Buffer.byteLength(answer.body ?? '')))
  if (answer.isBare !== true) {
    const cors = corsHeaders(exchange, exchange.method, exchange.header('origin'))
    const own = headers.get('Vary')
    const usual = own === null ? release.web.vary : `${own}, ${release.web.vary}`
    headers.set('X-Frame-Options', release.web.frameOptions)
    headers.set('Vary', varyOf(usual, release, cors))
    headers.set('Content-Language', 'en')
    for (const [name, value] of Object.entries(cors)) headers.set(name, value)
    for (const line of platformCookies(exchange)) headers.append('Set-Cookie', line)
  }
  for (const line of exchange.cookiesOut) headers.append('Set-Cookie', line)
  return new Response(answer.body, { status: answer.status, headers })
}

function platformCookies(exchange: Exchange): readonly string[] {
  const { now, user, release } = exchange
  const crossDomain = exchange.sendsCrossDomainCookie ? crossDomainCookie(exchange) : ''
  const csrf = exchange.csrf.sendsCookie ? csrfCookie(exchange) : ''
  const language = deleteCookie('openedx-language-preference', {}, now)
  const isWithheld = exchange.faults.has('csrf-cookie-withheld')
  return [
    isWithheld ? '' : csrf,
    user !== undefined && release.web.deletesLanguageCookie ? language : '',
    sessionCookieLine(exchange) ?? '',
    isWithheld ? '' : crossDomain,
  ].filter((line) => line !== '')
}

function csrfCookie({ csrf, settings, now, release }: Exchange): string {
  const sameSite = release.web.sendsSameSite ? ({ sameSite: 'Lax' } as const) : {}
  const options = { maxAge: csrfSeconds, secure: settings.cookieSecure, ...sameSite }
  return setCookie('csrftoken', csrf.token ?? '', options, now)
}
