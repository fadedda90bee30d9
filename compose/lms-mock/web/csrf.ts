import { formatProblem, isTokenOf, unmask } from './csrf-token.ts'
import { formOf, type Exchange } from './exchange.ts'

/**
 * Django 4.2's CSRF check of one unsafe request: undefined when it passes, else the reason in Django's words
 * (teak-measured, New and "is wrong" 1-2; openedx-api 4.3). Origin comes first, then Referer, then the token.
 */
export async function csrfFailure(
  exchange: Exchange,
  isCrossDomainAllowed = false,
): Promise<string | undefined> {
  const isSecure = exchange.isSecure && !isCrossDomainAllowed
  return originFailure(exchange, isSecure) ?? cookieFailure(exchange) ?? (await tokenFailure(exchange))
}

/** With an Origin header the Referer is never looked at; without one, only on https: teak-measured [157-162, 185-190]. */
function originFailure(exchange: Exchange, isSecure: boolean): string | undefined {
  const origin = exchange.header('origin')
  if (origin === undefined) {
    return isSecure ? refererFailure(exchange) : undefined
  }
  const own = `${isSecure ? 'https' : 'http'}://${exchange.host}`
  const isTrusted = origin === own || exchange.settings.trustedOrigins.includes(origin)
  return isTrusted ? undefined : `Origin checking failed - ${origin} does not match any trusted origins.`
}

function refererFailure(exchange: Exchange): string | undefined {
  const referer = exchange.header('referer')
  if (referer === undefined) {
    return 'Referer checking failed - no Referer.'
  }
  const [, scheme, host] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/i.exec(referer) ?? []
  if (scheme === undefined || host === undefined) {
    return 'Referer checking failed - Referer is malformed.'
  }
  if (scheme.toLowerCase() !== 'https') {
    return 'Referer checking failed - Referer is insecure while host is secure.'
  }
  const hosts = [exchange.host, ...exchange.settings.trustedOrigins.map(hostOf)]
  return hosts.includes(host.toLowerCase())
    ? undefined
    : `Referer checking failed - ${referer} does not match any trusted origins.`
}

function cookieFailure(exchange: Exchange): string | undefined {
  const cookie = exchange.cookies.get('csrftoken')
  if (cookie === undefined) {
    return 'CSRF cookie not set.'
  }
  const problem = formatProblem(cookie)
  return problem === undefined ? undefined : `CSRF cookie ${problem}.`
}

async function tokenFailure(exchange: Exchange): Promise<string | undefined> {
  const posted = exchange.method === 'POST' ? (await formOf(exchange)).get('csrfmiddlewaretoken') : null
  const sent = posted === null || posted === '' ? exchange.header('x-csrftoken') : posted
  if (sent === undefined) {
    return 'CSRF token missing.'
  }
  const source = sent === posted ? 'from POST' : "from the 'X-Csrftoken' HTTP header"
  const problem = formatProblem(sent)
  if (problem !== undefined) {
    return `CSRF token ${source} ${problem}.`
  }
  const secret = unmask(exchange.cookies.get('csrftoken') ?? '')
  return isTokenOf(sent, secret) ? undefined : `CSRF token ${source} incorrect.`
}

function hostOf(origin: string): string {
  return origin.replace(/^[a-z]+:\/\//i, '')
}
