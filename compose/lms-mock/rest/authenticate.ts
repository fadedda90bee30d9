import type { Learner } from '../store/learner-row.ts'
import { json, type Answer } from '../web/answer.ts'
import { isCrossDomainAllowed } from '../web/csrf/cross-domain.ts'
import { whyCsrfFailed, csrfFailure } from '../web/csrf/csrf.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { renewSession } from '../web/session.ts'
import { jwtOfCookies, readJwt } from './jwt.ts'

/** Who calls an API view. */
export type Caller = {
  readonly learner: Learner | undefined
  readonly hasApiKey: boolean
  readonly usesJwt: boolean
}

/** Either who calls, or the answer that ends the request here. */
export type Authentication = { readonly caller: Caller } | { readonly refusal: Answer }

/** What an API view says about its authenticators; see `ApiView`. */
type Authenticators = {
  readonly authenticators?: 'sessionOnly' | 'jwtOnly'
  readonly isCrossDomain?: boolean
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/**
 * Django REST framework's authenticators in the platform's order: Authorization header, JWT cookies, session. JWT
 * cookies whose CSRF check fails are forgotten and the session is asked: teak-measured [197, 203-205], openedx-api 1.1.
 */
export async function authenticate(exchange: Exchange, view: Authenticators): Promise<Authentication> {
  const hasApiKey = isApiKey(exchange)
  if (view.authenticators !== 'sessionOnly') {
    const refusal = refusalOfHeader(exchange)
    if (refusal !== undefined) return { refusal }
    const byJwt = await learnerOfJwt(exchange)
    if (byJwt === 'invalid') return { refusal: refuse(exchange, 'Invalid token.') }
    if (byJwt !== undefined) return { caller: { learner: byJwt, hasApiKey, usesJwt: true } }
  }
  const learner = view.authenticators === 'jwtOnly' ? undefined : exchange.session.learner
  if (learner !== undefined && !safe.has(exchange.method)) {
    const isSpared = view.isCrossDomain === true && isCrossDomainAllowed(exchange)
    const failure = await csrfFailure(exchange, isSpared)
    if (failure !== undefined) {
      decide(exchange, '4.3', whyCsrfFailed(exchange, failure))
      return { refusal: json(403, { detail: `CSRF Failed: ${failure}` }) }
    }
  }
  return { caller: { learner, hasApiKey, usesJwt: false } }
}

/** The 401 of the API: openedx-api 1.2, teak-measured [003, 010]. */
export function unauthorized(exchange: Exchange, detail: string): Answer {
  return json(401, { detail }, { 'WWW-Authenticate': exchange.release.web.challenge })
}

/** A bad Authorization header is refused, whatever cookies come with it: teak-measured, New. */
function refusalOfHeader(exchange: Exchange): Answer | undefined {
  const [scheme = '', token = ''] = (exchange.header('authorization') ?? '').split(' ')
  if (scheme === 'JWT' && exchange.release.web.readsJwtHeader)
    return readJwt(exchange, token).kind === 'valid' ? undefined : refuse(exchange, 'Invalid token.')
  if (scheme !== 'Bearer') return undefined
  decide(exchange, '1.1', 'the Bearer token is not from this platform')
  const body = {
    error_code: 'token_nonexistent',
    developer_message: 'The provided access token does not match any valid tokens.',
  }
  return json(401, body, { 'WWW-Authenticate': exchange.release.web.challenge })
}

async function learnerOfJwt(exchange: Exchange): Promise<Learner | 'invalid' | undefined> {
  const { web } = exchange.release
  const [scheme, header] = (exchange.header('authorization') ?? '').split(' ')
  const isByHeader = scheme === 'JWT' && web.readsJwtHeader
  const ofCookies = web.hasJwtCookies ? jwtOfCookies(exchange) : undefined
  const token = isByHeader ? header : ofCookies
  if (token === undefined) return undefined

  const verdict = readJwt(exchange, token)
  if (verdict.kind !== 'valid') return verdict.kind === 'invalid' ? 'invalid' : undefined

  if (!isByHeader && !safe.has(exchange.method) && (await csrfFailure(exchange)) !== undefined)
    return undefined
  if (!isByHeader && exchange.session.key === undefined) renewSession(exchange)
  return verdict.learner
}

function refuse(exchange: Exchange, detail: string): Answer {
  decide(exchange, '1.1', 'the JWT has expired or is not from this platform')
  return unauthorized(exchange, detail)
}

function isApiKey(exchange: Exchange): boolean {
  const { apiKey } = exchange.settings
  return apiKey !== null && exchange.header('x-edx-api-key') === apiKey
}
