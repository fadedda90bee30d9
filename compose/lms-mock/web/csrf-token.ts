import { randomInt } from 'node:crypto'

/** What a request knows about its CSRF secret, and whether the answer (re)sends the cookie. */
export interface CsrfState {
  secret: string | undefined
  sendsCookie: boolean
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const SECRET_LENGTH = 32
const MASKED_LENGTH = 64

/** Starts from the csrftoken cookie; one that can't be a token is replaced at once: teak-measured [143]. */
export function csrfState(cookie: string | undefined): CsrfState {
  if (cookie === undefined) {
    return { secret: undefined, sendsCookie: false }
  }
  return formatProblem(cookie) === undefined
    ? { secret: unmask(cookie), sendsCookie: false }
    : { secret: newSecret(), sendsCookie: true }
}

/** The secret for a page or answer that shows it: made when there is none, its cookie always re-sent. */
export function useCsrfSecret(state: CsrfState): string {
  state.secret ??= newSecret()
  state.sendsCookie = true
  return state.secret
}

/** A new secret, as at login: edx_csrf_token stays behind, and fails until the next decorated GET: teak-measured [339]. */
export function rotateCsrfSecret(state: CsrfState): void {
  state.secret = newSecret()
  state.sendsCookie = true
}

/** Why a text can't be a token, in Django's words: teak-measured, New; undefined where it can. */
export function formatProblem(token: string): string | undefined {
  if (token.length !== SECRET_LENGTH && token.length !== MASKED_LENGTH) {
    return 'has incorrect length'
  }
  return /[^a-zA-Z0-9]/.test(token) ? 'has invalid characters' : undefined
}

/** Whether a token, masked or not, stands for the secret. 64 letters count as masked: teak-measured [140]. */
export function isTokenOf(token: string, secret: string): boolean {
  return unmask(token) === unmask(secret)
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

function shifted(text: string, pad: string, direction: 1 | -1): string {
  const size = ALPHABET.length
  return Array.from(text, (letter, index) => {
    const place = ALPHABET.indexOf(letter) + direction * ALPHABET.indexOf(pad.charAt(index))
    return ALPHABET.charAt((place + size) % size)
  }).join('')
}

function newSecret(): string {
  return Array.from({ length: SECRET_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
}
