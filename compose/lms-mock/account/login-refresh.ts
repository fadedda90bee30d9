import { JWT_SECONDS, jwtOfCookies, readJwt } from '../api/jwt.ts'
import { page, spacedJson, type Answer } from '../web/answer.ts'
import type { Exchange } from '../web/exchange.ts'
import { decide } from '../web/verdict.ts'
import { sendJwtCookies } from './login-cookies.ts'

/** POST /login_refresh: new JWT cookies for who is logged in; no CSRF token asked: teak-measured [346, 347, 356]. */
export function loginRefreshView(exchange: Exchange): Answer {
  if (exchange.method !== 'POST') {
    return page(405, '', { Allow: 'POST, OPTIONS' })
  }
  const token = jwtOfCookies(exchange)
  const verdict = token === undefined ? undefined : readJwt(exchange, token)
  const learner = exchange.user ?? (verdict?.kind === 'valid' ? verdict.learner : undefined)
  decide(exchange, '3.2 login_refresh', learner === undefined ? 'nobody is logged in' : undefined)
  if (learner === undefined) {
    return spacedJson(401, 'Unauthorized')
  }
  sendJwtCookies(exchange, learner)
  const seconds = exchange.now.getTime() / 1000
  const expires = Math.floor(seconds) + JWT_SECONDS
  return spacedJson(200, {
    success: true,
    user_id: learner.id,
    response_epoch_seconds: seconds,
    response_http_date: exchange.now.toUTCString(),
    expires: new Date(expires * 1000).toUTCString(),
    expires_epoch_seconds: expires,
  })
}
