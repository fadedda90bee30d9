import { randomBytes, timingSafeEqual } from 'node:crypto'
import { page, redirect, type Answer } from './answer.ts'
import { deleteCookie } from './cookies.ts'
import { type Exchange, decide, type SessionCookie, type SessionCookieFormat, type Sign } from './exchange.ts'

/** The key and nothing else, as Django has it: whatever comes is a key: openedx-api 3.4. */
export const plainKey: SessionCookieFormat = {
  read: (value) => ({ kind: 'key', key: value }),
  write: (key) => key,
}

/** `1|key|salt|signature`, since Eucalyptus: openedx-api 3.4, teak-measured, New. */
export const signedKey: SessionCookieFormat = {
  read(value, sign) {
    const [version, key = '', salt = '', signature = '', ...more] = value.split('|')
    if (version !== '1' || key === '' || salt === '' || signature === '' || more.length > 0)
      return { kind: 'malformed' }
    const expected = Buffer.from(sign(`1|${key}|${salt}`))
    const given = Buffer.from(signature)
    const isGenuine = expected.length === given.length && timingSafeEqual(expected, given)
    return isGenuine ? { kind: 'key', key } : { kind: 'tampered' }
  },
  write(key, sign) {
    const salt = randomBytes(9).toString('base64url')
    return `1|${key}|${salt}|${sign(`1|${key}|${salt}`)}`
  },
}

/** Reads a session cookie that may be absent or empty. */
export function readSessionCookie(
  value: string | undefined,
  format: SessionCookieFormat,
  sign: Sign,
): SessionCookie {
  if (value === undefined || value === '') return { kind: value === undefined ? 'none' : 'empty' }
  return format.read(value, sign)
}

/** The platform trips over a session cookie of no known form, on every address: teak-measured [191-196]. */
export function brokenSessionPage(exchange: Exchange): Answer {
  decide(exchange, '3.4 session cookie', 'the session cookie is not of the form 1|key|salt|signature')
  return { ...page(500, 'Encountered error while rendering error page.'), isBare: true }
}

/** A wrong signature: 401, zero bytes, five cookies deleted; a browser's page goes to the login (inferred): teak-measured [085]. */
export function refuseSession(exchange: Exchange): Answer {
  const isPage = (exchange.header('accept') ?? '').includes('text/html')
  const answer = isPage ? sendToLogin(exchange) : refusal(exchange)
  return { ...answer, headers: { ...answer.headers, Vary: 'Cookie' }, isBare: true }
}

/** A cookie that fails is deleted, and the request goes to the login page, the API's too (inferred from a version near Hawthorn). */
export function sendToLogin(exchange: Exchange): Answer {
  refusal(exchange)
  return redirect(`/login?next=${encodeURIComponent(exchange.path.toWellFormed())}`)
}

function refusal(exchange: Exchange): Answer {
  const { settings, now, release } = exchange
  const jwt = ['edx-jwt-cookie-header-payload', 'edx-jwt-cookie-signature']
  const names = [
    settings.sessionCookie,
    ...(release.web.hasJwtCookies ? jwt : []),
    'edxloggedin',
    'edx-user-info',
  ]
  exchange.cookiesOut.push(...names.map((name) => deleteCookie(name, {}, now)))
  decide(exchange, '3.4 session cookie', 'the session cookie was not signed by this platform')
  return page(401, '')
}
