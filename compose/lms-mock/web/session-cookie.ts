import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a session cookie turns out to be; the platform answers each kind differently. */
export type SessionCookie =
  | { readonly kind: 'none' | 'empty' | 'malformed' | 'tampered' }
  | { readonly kind: 'signed'; readonly key: string }

/** Reads a session cookie: `1|key|salt|signature`, teak-measured, New. */
export function readSessionCookie(value: string | undefined, secret: string): SessionCookie {
  if (value === undefined || value === '') {
    return { kind: value === undefined ? 'none' : 'empty' }
  }
  const [version, key = '', salt = '', signature = '', ...more] = value.split('|')
  if (version !== '1' || key === '' || salt === '' || signature === '' || more.length > 0) {
    return { kind: 'malformed' }
  }
  const expected = Buffer.from(sign(key, salt, secret))
  const given = Buffer.from(signature)
  const isGenuine = expected.length === given.length && timingSafeEqual(expected, given)
  return isGenuine ? { kind: 'signed', key } : { kind: 'tampered' }
}

/** Writes the session cookie for a key. */
export function writeSessionCookie(key: string, secret: string): string {
  const salt = randomBytes(9).toString('base64url')
  return `1|${key}|${salt}|${sign(key, salt, secret)}`
}

function sign(key: string, salt: string, secret: string): string {
  return createHmac('sha256', secret).update(`1|${key}|${salt}`).digest('base64url')
}
