import { formatProblem } from '../csrf-token.ts'
import type { Exchange } from '../exchange.ts'
import { formOf } from '../request.ts'

/** The token that a request brings, from its form or its header. */
type SentToken = {
  readonly value: string | undefined
  readonly isFromForm: boolean
}

/** One text for no token and a wrong one, Django up to 3.2: openedx-api 4.3. */
export async function tokenFailure(exchange: Exchange): Promise<string | undefined> {
  const { value = '' } = await sentToken(exchange)
  return isRight(exchange, value) ? undefined : 'CSRF token missing or incorrect.'
}

/** Django 4 says what is wrong, and where it looked: openedx-api 4.3, teak-measured [135-153]. */
export async function detailedTokenFailure(exchange: Exchange): Promise<string | undefined> {
  const { value, isFromForm } = await sentToken(exchange)
  if (value === undefined) return 'CSRF token missing.'
  const source = isFromForm ? 'from POST' : "from the 'X-Csrftoken' HTTP header"
  const problem = formatProblem(value)
  if (problem !== undefined) return `CSRF token ${source} ${problem}.`
  return isRight(exchange, value) ? undefined : `CSRF token ${source} incorrect.`
}

async function sentToken(exchange: Exchange): Promise<SentToken> {
  const posted = exchange.method === 'POST' ? (await formOf(exchange)).get('csrfmiddlewaretoken') : null
  const isFromForm = posted !== null && posted !== ''
  return { value: isFromForm ? posted : exchange.header('x-csrftoken'), isFromForm }
}

function isRight({ csrf }: Exchange, sent: string): boolean {
  return csrf.token !== undefined && csrf.format.matches(sent, csrf.token)
}

/** A request without csrftoken cookie; one of no form was replaced when it was read, and fails as a wrong token: openedx-api 4.3. */
export function missingCookieFailure(exchange: Exchange): string | undefined {
  return exchange.cookies.has('csrftoken') ? undefined : 'CSRF cookie not set.'
}

/** Django 4 also says what is wrong with its form: teak-measured, New. */
export function cookieFormatFailure(exchange: Exchange): string | undefined {
  const problem = formatProblem(exchange.cookies.get('csrftoken') ?? '')
  return missingCookieFailure(exchange) ?? (problem === undefined ? undefined : `CSRF cookie ${problem}.`)
}
