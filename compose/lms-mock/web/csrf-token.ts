import { randomInt } from 'node:crypto'

/** What a request knows about its CSRF token, and whether the answer (re)sends the cookie. */
export type CsrfState = {
  readonly format: CsrfTokenFormat
  /** As the cookie holds it. */
  token: string | undefined
  sendsCookie: boolean
}

/** Starts from the csrftoken cookie; one that can't be a token may be replaced at once: teak-measured [143]. */
export function csrfState(cookie: string | undefined, format: CsrfTokenFormat): CsrfState {
  return cookie === undefined
    ? { format, token: undefined, sendsCookie: false }
    : { format, ...format.read(cookie) }
}

/** The token for an answer that goes with it: made when there is none, its cookie always re-sent. */
export function useCsrfToken(state: CsrfState): string {
  state.token ??= state.format.make()
  state.sendsCookie = true
  return state.token
}

/** The same, as a form shows it. */
export function formToken(state: CsrfState): string {
  return state.format.show(useCsrfToken(state))
}

/** A new token, as at login: edx_csrf_token stays behind, and fails until the next decorated GET: teak-measured [339]. */
export function rotateCsrfToken(state: CsrfState): void {
  state.token = state.format.make()
  state.sendsCookie = true
}

/** The form that CSRF tokens have in one version of Django. */
export type CsrfTokenFormat = {
  /** What a csrftoken cookie counts as, and whether it is sent again because it was not valid. */
  read(cookie: string): { readonly token: string; readonly sendsCookie: boolean }
  /** A new token, as its cookie holds it. */
  make(): string
  /** The token as a form or answer shows it. */
  show(token: string): string
  /** Whether what a request sent stands for the token. */
  matches(sent: string, token: string): boolean
}

/** Django 1.8: 32 letters everywhere. A cookie's other characters are dropped; one that is empty or too long counts as none of the kind. */
export const plainTokens: CsrfTokenFormat = {
  read(cookie) {
    const letters = cookie.length > secretLength ? '' : cookie.replaceAll(/[^a-zA-Z0-9]/g, '')
    return { token: letters === '' ? newSecret() : letters, sendsCookie: false }
  },
  make: newSecret,
  show: (token) => token,
  matches: (sent, token) => sent === token,
}

/** Django 1.10 to 4.0: masked in cookie and page; a cookie of 32 is masked and sent again, one of another form replaced. */
export const maskedTokens: CsrfTokenFormat = {
  read(cookie) {
    if (formatProblem(cookie) !== undefined) return { token: mask(newSecret()), sendsCookie: true }
    const isMasked = cookie.length === maskedLength
    return { token: isMasked ? cookie : mask(cookie), sendsCookie: !isMasked }
  },
  make: () => mask(newSecret()),
  show: (token) => mask(unmask(token)),
  matches: (sent, token) => formatProblem(sent) === undefined && unmask(sent) === unmask(token),
}

/** Django 4.1 on: 32 letters in the cookie, masked in pages. 64 letters count as masked: teak-measured [140, 143]. */
export const unmaskedCookie: CsrfTokenFormat = {
  read: (cookie) =>
    formatProblem(cookie) === undefined
      ? { token: unmask(cookie), sendsCookie: false }
      : { token: newSecret(), sendsCookie: true },
  make: newSecret,
  show: mask,
  matches: (sent, token) => unmask(sent) === unmask(token),
}

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Letters of a CSRF secret, and of one that is masked: openedx-api 4.2. */
const secretLength = 32
const maskedLength = 64

/** Makes a secret. */
function newSecret(): string {
  return Array.from({ length: secretLength }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}

/** Hides a secret in 64 letters that differ each time, as in forms and /csrf/api/v1/token: teak-measured [386]. */
export function mask(secret: string): string {
  const pad = newSecret()
  return pad + shifted(secret, pad, 1)
}

/** The secret of a token that may be masked. */
export function unmask(token: string): string {
  return token.length === maskedLength
    ? shifted(token.slice(secretLength), token.slice(0, secretLength), -1)
    : token
}

/** Why a text can't be a token, in Django's words: teak-measured, New; undefined where it can. */
export function formatProblem(token: string): string | undefined {
  if (token.length !== secretLength && token.length !== maskedLength) return 'has incorrect length'
  return /[^a-zA-Z0-9]/.test(token) ? 'has invalid characters' : undefined
}

function shifted(text: string, pad: string, direction: 1 | -1): string {
  const size = alphabet.length
  return Array.from(text, (letter, index) => {
    const place = alphabet.indexOf(letter) + direction * alphabet.indexOf(pad.charAt(index))
    return alphabet.charAt((place + size) % size)
  }).join('')
}
