import { sendLoginCookies } from '../account/login-cookies.ts'
import { page, redirect } from '../web/answer.ts'
import { deleteCookie, setCookie } from '../web/cookies.ts'
import { csrfFailure } from '../web/csrf.ts'
import { useCsrfToken } from '../web/csrf-token.ts'
import type { Exchange } from '../web/exchange.ts'
import { nextAfterLogin } from '../web/next-after-login.ts'
import type { View } from '../web/platform.ts'
import { isOwnOrTrusted } from '../web/safe-next.ts'
import { renewSession } from '../web/session.ts'
import { decide } from '../web/verdict.ts'
import { badRequestPage, csrfRefusedPage } from './error-pages.ts'
import { FORM_SCRIPT } from './form-script.ts'
import { layout } from './layout.ts'
import { loginForm, registerForm } from './login-forms.ts'
import { markup, Markup } from './markup.ts'

/** GET /login and /register; a learner who is signed in is sent on to `next`: openedx-api 3.1, teak-measured [025-029, 309-324]. */
export function loginPage(kind: 'login' | 'register'): View {
  return async (exchange) => {
    const { user, release, settings } = exchange
    const isReading = ['GET', 'HEAD', 'OPTIONS'].includes(exchange.method)
    const failure = isReading ? undefined : await csrfFailure(exchange)
    if (failure !== undefined) {
      return csrfRefusedPage(exchange, failure)
    }
    useCsrfToken(exchange.csrf)
    const next = nextAfterLogin(exchange)
    if (user !== undefined) {
      if (release.login.resendsCookies) {
        sendLoginCookies(exchange, user, release.login.seconds(false))
      }
      return sendOn(exchange, next)
    }
    decide(exchange, '3.1')
    if (release.login.greetsVisitors) {
      renewSession(exchange)
    }
    if (release.login.mayBeMicroFrontend && settings.authnMicroFrontend !== null) {
      const query = new URLSearchParams(exchange.query).toString()
      return redirect(`${settings.authnMicroFrontend}/${kind}${query === '' ? '' : `?${query}`}`)
    }
    if (release.login.greetsVisitors) {
      sendVisitorCookies(exchange)
    }
    const shown = isOwnOrTrusted(exchange, next) ? next : '/dashboard' // what the page's own script makes of it: openedx-api 3.1
    const form = kind === 'login' ? loginForm(exchange, shown) : registerForm(exchange, shown)
    const body = markup`${form}<script>${new Markup(FORM_SCRIPT)}</script>`
    return page(200, layout(exchange, kind === 'login' ? 'Sign in' : 'Register', body))
  }
}

/** Django redirects to http, https and ftp alone: anything else is its bare 400 (inferred). */
function sendOn(exchange: Exchange, next: string) {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(next)?.[1]?.toLowerCase() ?? 'https'
  if (!['http', 'https', 'ftp'].includes(scheme)) {
    decide(exchange, '3.1', `next names the scheme ${scheme}`)
    return badRequestPage()
  }
  const asked = exchange.query.get('next')
  const isDropped = asked !== null && next === '/dashboard' && asked !== next
  decide(exchange, '3.1 already logged in', isDropped ? `next was not safe: ${asked}` : undefined)
  return redirect(next)
}

/** Two cookies of the platform's visitors that nothing here reads: teak-measured [025, 026]. */
function sendVisitorCookies(exchange: Exchange): void {
  const { release, isSecure, now } = exchange
  const options = { maxAge: release.web.anonymousSessionSeconds, secure: isSecure }
  exchange.cookiesOut.push(
    setCookie('experiments_is_enterprise', 'false', options, now),
    deleteCookie('enterprise_customer_uuid', { domain: 'localhost' }, now),
  )
}
