import type { CsrfTokenFormat } from './csrf-token-formats.ts'

/** What a request knows about its CSRF token, and whether the answer (re)sends the cookie. */
export interface CsrfState {
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
