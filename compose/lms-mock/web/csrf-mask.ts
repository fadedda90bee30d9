import { randomInt } from 'node:crypto'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Letters of a CSRF secret, and of one that is masked: openedx-api 4.2. */
export const SECRET_LENGTH = 32
export const MASKED_LENGTH = 64

/** Makes a secret. */
export function newSecret(): string {
  return Array.from({ length: SECRET_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
}

/** Hides a secret in 64 letters that differ each time, as in forms and /csrf/api/v1/token: teak-measured [386]. */
export function mask(secret: string): string {
  const pad = newSecret()
  return pad + shifted(secret, pad, 1)
}

/** The secret of a token that may be masked. */
export function unmask(token: string): string {
  return token.length === MASKED_LENGTH
    ? shifted(token.slice(SECRET_LENGTH), token.slice(0, SECRET_LENGTH), -1)
    : token
}

/** Why a text can't be a token, in Django's words: teak-measured, New; undefined where it can. */
export function formatProblem(token: string): string | undefined {
  if (token.length !== SECRET_LENGTH && token.length !== MASKED_LENGTH) {
    return 'has incorrect length'
  }
  return /[^a-zA-Z0-9]/.test(token) ? 'has invalid characters' : undefined
}

function shifted(text: string, pad: string, direction: 1 | -1): string {
  const size = ALPHABET.length
  return Array.from(text, (letter, index) => {
    const place = ALPHABET.indexOf(letter) + direction * ALPHABET.indexOf(pad.charAt(index))
    return ALPHABET.charAt((place + size) % size)
  }).join('')
}
