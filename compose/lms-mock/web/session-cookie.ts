import { randomBytes, timingSafeEqual } from 'node:crypto'

/** What a session cookie turns out to be; the platform answers each kind differently. */
export type SessionCookie =
  | { readonly kind: 'none' | 'empty' | 'malformed' | 'tampered' }
  | { readonly kind: 'key'; readonly key: string }

/** How a session's key travels in its cookie. */
export interface SessionCookieFormat {
  read(value: string, sign: Sign): SessionCookie
  write(key: string, sign: Sign): string
}

/** The store's signature of a text. */
type Sign = (text: string) => string

/** The key and nothing else, as Django has it: whatever comes is a key: openedx-api 3.4. */
export const PLAIN_KEY: SessionCookieFormat = {
  read: (value) => ({ kind: 'key', key: value }),
  write: (key) => key,
}

/** `1|key|salt|signature`, since Eucalyptus: openedx-api 3.4, teak-measured, New. */
export const SIGNED_KEY: SessionCookieFormat = {
  read(value, sign) {
    const [version, key = '', salt = '', signature = '', ...more] = value.split('|')
    if (version !== '1' || key === '' || salt === '' || signature === '' || more.length > 0) {
      return { kind: 'malformed' }
    }
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
  if (value === undefined || value === '') {
    return { kind: value === undefined ? 'none' : 'empty' }
  }
  return format.read(value, sign)
}
