import type { Exchange } from './exchange.ts'
import { formatProblem } from './csrf-mask.ts'

/** A request without csrftoken cookie; one of no form was replaced when it was read, and fails as a wrong token: openedx-api 4.3. */
export function missingCookieFailure(exchange: Exchange): string | undefined {
  return exchange.cookies.has('csrftoken') ? undefined : 'CSRF cookie not set.'
}

/** Django 4 also says what is wrong with its form: teak-measured, New. */
export function cookieFormatFailure(exchange: Exchange): string | undefined {
  const problem = formatProblem(exchange.cookies.get('csrftoken') ?? '')
  return missingCookieFailure(exchange) ?? (problem === undefined ? undefined : `CSRF cookie ${problem}.`)
}
