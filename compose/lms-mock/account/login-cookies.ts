import { JWT_SECONDS, makeJwt } from '../api/jwt.ts'
import type { Learner } from '../store/learners.ts'
import { deleteCookie, setCookie } from '../web/cookies.ts'
import { requestOrigin, type Exchange } from '../web/exchange.ts'

/** Sets the cookies by which a browser shows it is logged in; Secure as the request is: openedx-api 3.4, teak-measured [062, 310]. */
export function sendLoginCookies(exchange: Exchange, learner: Learner, seconds: number): void {
  const options = { maxAge: seconds, secure: exchange.isSecure }
  exchange.cookiesOut.push(
    setCookie('edxloggedin', 'true', options, exchange.now),
    setCookie('edx-user-info', userInfo(exchange, learner), options, exchange.now),
  )
  sendJwtCookies(exchange, learner)
}

/** Sets a new pair of JWT cookies, good for an hour: teak-measured [346]. */
export function sendJwtCookies(exchange: Exchange, learner: Learner): void {
  const options = { maxAge: JWT_SECONDS, secure: exchange.isSecure }
  const jwt = makeJwt(exchange, learner)
  const cut = jwt.lastIndexOf('.')
  exchange.cookiesOut.push(
    setCookie('edx-jwt-cookie-header-payload', jwt.slice(0, cut), options, exchange.now),
    setCookie('edx-jwt-cookie-signature', jwt.slice(cut + 1), { ...options, httpOnly: true }, exchange.now),
  )
}

/** Deletes them at logout; csrftoken and edx_csrf_token stay: openedx-api 3.4, teak-measured [362, 364]. */
export function dropLoginCookies(exchange: Exchange): void {
  const names = ['edx-jwt-cookie-header-payload', 'edx-jwt-cookie-signature', 'edxloggedin', 'edx-user-info']
  exchange.cookiesOut.push(...names.map((name) => deleteCookie(name, {}, exchange.now)))
}

function userInfo(exchange: Exchange, learner: Learner): string {
  const origin = requestOrigin(exchange)
  return JSON.stringify({
    version: 1,
    username: learner.username,
    email: learner.email,
    header_urls: {
      logout: `${origin}/logout`,
      account_settings: `${origin}/account/settings`,
      learner_profile: `${origin}/u/${learner.username}`,
    },
  })
}
