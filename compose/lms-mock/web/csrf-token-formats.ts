import { formatProblem, mask, MASKED_LENGTH, newSecret, SECRET_LENGTH, unmask } from './csrf-mask.ts'

/** The form that CSRF tokens have in one version of Django. */
export interface CsrfTokenFormat {
  /** What a csrftoken cookie counts as, and whether it is sent anew because it was not fit. */
  read(cookie: string): { readonly token: string; readonly sendsCookie: boolean }
  /** A new token, as its cookie holds it. */
  make(): string
  /** The token as a form or answer shows it. */
  show(token: string): string
  /** Whether what a request sent stands for the token. */
  matches(sent: string, token: string): boolean
}

/** Django 1.8: 32 letters everywhere. A cookie's other characters are dropped; one that is empty or too long counts as none of the kind. */
export const PLAIN_TOKENS: CsrfTokenFormat = {
  read(cookie) {
    const letters = cookie.length > SECRET_LENGTH ? '' : cookie.replaceAll(/[^a-zA-Z0-9]/g, '')
    return { token: letters === '' ? newSecret() : letters, sendsCookie: false }
  },
  make: newSecret,
  show: (token) => token,
  matches: (sent, token) => sent === token,
}

/** Django 1.10 to 4.0: masked in cookie and page; a cookie of 32 is masked and sent anew, one of no form replaced. */
export const MASKED_TOKENS: CsrfTokenFormat = {
  read(cookie) {
    if (formatProblem(cookie) !== undefined) {
      return { token: mask(newSecret()), sendsCookie: true }
    }
    const isMasked = cookie.length === MASKED_LENGTH
    return { token: isMasked ? cookie : mask(cookie), sendsCookie: !isMasked }
  },
  make: () => mask(newSecret()),
  show: (token) => mask(unmask(token)),
  matches: (sent, token) => formatProblem(sent) === undefined && unmask(sent) === unmask(token),
}

/** Django 4.1 on: 32 letters in the cookie, masked in pages. 64 letters count as masked: teak-measured [140, 143]. */
export const UNMASKED_COOKIE: CsrfTokenFormat = {
  read: (cookie) =>
    formatProblem(cookie) === undefined
      ? { token: unmask(cookie), sendsCookie: false }
      : { token: newSecret(), sendsCookie: true },
  make: newSecret,
  show: mask,
  matches: (sent, token) => unmask(sent) === unmask(token),
}
