import { jwtSeconds, makeJwt } from '../rest/jwt.ts'
import type { Learner } from '../store/learner-row.ts'
import { pythonJson } from '../text/python-json.ts'
import { deleteCookie, setCookie } from '../web/cookies.ts'
import type { Exchange } from '../web/exchange.ts'

const jwtCookies = ['edx-jwt-cookie-header-payload', 'edx-jwt-cookie-signature']

/**
 * Sets the cookies by which a browser shows it is logged in, for so many seconds or until it closes (null): openedx-api 3.4,
 * teak-measured [062, 310]. They are Secure as the request is.
 */
export function sendLoginCookies(exchange: Exchange, learner: Learner, seconds: number | null): void {
  const { release, isSecure, now, cookiesOut } = exchange
  const lifetime = seconds === null ? {} : { maxAge: seconds }
  const isLoggedInSecure = isSecure && release.login.loggedInCookieIsSecure
  const info = pythonJson(release.login.userInfo(exchange, learner))
  cookiesOut.push(
    setCookie('edxloggedin', 'true', { ...lifetime, secure: isLoggedInSecure }, now),
    setCookie('edx-user-info', info, { ...lifetime, secure: isSecure }, now),
  )
  if (release.web.hasJwtCookies) sendJwtCookies(exchange, learner)
}

/** Sets a new pair of JWT cookies, good for an hour: teak-measured [346]. */
export function sendJwtCookies(exchange: Exchange, learner: Learner): void {
  const options = { maxAge: jwtSeconds, secure: exchange.isSecure }
  const jwt = makeJwt(exchange, learner)
  const cut = jwt.lastIndexOf('.')
  exchange.cookiesOut.push(
    setCookie('edx-jwt-cookie-header-payload', jwt.slice(0, cut), options, exchange.now),
    setCookie('edx-jwt-cookie-signature', jwt.slice(cut + 1), { ...options, httpOnly: true }, exchange.now),
  )
}

/** Deletes them at logout; csrftoken and edx_csrf_token stay: openedx-api 3.4, teak-measured [362, 364]. */
export function dropLoginCookies({ release, cookiesOut, now }: Exchange): void {
  const names = [...(release.web.hasJwtCookies ? jwtCookies : []), 'edxloggedin', 'edx-user-info']
  cookiesOut.push(...names.map((name) => deleteCookie(name, {}, now)))
}

/** A login lasts four weeks since Juniper, whatever was ticked: openedx-api 3.4. */
export function fourWeeks(): number | null {
  return 2_419_200
}

/** Before, a week where `remember` was ticked, else until the browser closes (null): openedx-api 3.4. */
export function untilTheBrowserCloses(remember: boolean): number | null {
  return remember ? 604_800 : null
}
