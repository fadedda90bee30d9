import { json, type Answer } from '../web/answer.ts'
import { isCrossDomainAllowed } from '../web/cross-domain.ts'
import { csrfFailure } from '../web/csrf.ts'
import type { Exchange } from '../web/exchange.ts'
import { renewSession } from '../web/session.ts'
import type { Learner } from '../store/learners.ts'
import { jwtOfCookies, readJwt } from './jwt.ts'

/** Who calls an API view. */
export interface Caller {
  readonly learner: Learner | undefined
  readonly hasApiKey: boolean
  readonly usesJwt: boolean
}

/** Either who calls, or the answer that ends the request here. */
export type Authentication = { readonly caller: Caller } | { readonly refusal: Answer }

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/**
 * Django REST framework's authenticators in the platform's order: Authorization header, JWT cookies, session. JWT
 * cookies whose CSRF check fails are forgotten and the session is asked: teak-measured [197, 203-205], openedx-api 1.1.
 */
export async function authenticate(exchange: Exchange, isCrossDomain: boolean): Promise<Authentication> {
  const hasApiKey = isApiKey(exchange)
  const refusal = refusalOfHeader(exchange)
  if (refusal !== undefined) {
    return { refusal }
  }
  const byJwt = await learnerOfJwt(exchange)
  if (byJwt === 'invalid') {
    return { refusal: unauthorized('Invalid token.') }
  }
  if (byJwt !== undefined) {
    return { caller: { learner: byJwt, hasApiKey, usesJwt: true } }
  }
  const learner = exchange.session.learner
  if (learner !== undefined && !SAFE.has(exchange.method)) {
    const failure = await csrfFailure(exchange, isCrossDomain && isCrossDomainAllowed(exchange))
    if (failure !== undefined) {
      return { refusal: json(403, { detail: `CSRF Failed: ${failure}` }) }
    }
  }
  return { caller: { learner, hasApiKey, usesJwt: false } }
}

/** The 401 of the API: openedx-api 1.2, teak-measured [003, 010]. */
export function unauthorized(detail: string): Answer {
  return json(401, { detail }, { 'WWW-Authenticate': 'JWT realm="api"' })
}

/** A bad Authorization header is refused, whatever cookies come with it: teak-measured, New. */
function refusalOfHeader(exchange: Exchange): Answer | undefined {
  const [scheme = '', token = ''] = (exchange.header('authorization') ?? '').split(' ')
  if (scheme === 'JWT') {
    return readJwt(exchange, token).kind === 'valid' ? undefined : unauthorized('Invalid token.')
  }
  if (scheme !== 'Bearer') {
    return undefined
  }
  const body = {
    error_code: 'token_nonexistent',
    developer_message: 'The provided access token does not match any valid tokens.',
  }
  return json(401, body, { 'WWW-Authenticate': 'JWT realm="api"' })
}

async function learnerOfJwt(exchange: Exchange): Promise<Learner | 'invalid' | undefined> {
  const [scheme, header] = (exchange.header('authorization') ?? '').split(' ')
  const ofCookies = exchange.release.forgivesJwtCookies ? jwtOfCookies(exchange) : undefined
  const token = scheme === 'JWT' ? header : ofCookies
  if (token === undefined) {
    return undefined
  }
  const verdict = readJwt(exchange, token)
  if (verdict.kind !== 'valid') {
    return verdict.kind === 'invalid' ? 'invalid' : undefined
  }
  const isByCookie = scheme !== 'JWT'
  if (isByCookie && !SAFE.has(exchange.method) && (await csrfFailure(exchange)) !== undefined) {
    return undefined
  }
  if (isByCookie && exchange.session.key === undefined) {
    renewSession(exchange)
  }
  return verdict.learner
}

function isApiKey(exchange: Exchange): boolean {
  const { apiKey } = exchange.settings
  return apiKey !== null && exchange.header('x-edx-api-key') === apiKey
}
