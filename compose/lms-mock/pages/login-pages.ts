import { sendLoginCookies } from '../account/login-cookies.ts'
import { badRequestPage, csrfRefusedPage, layout } from '../html/layout.ts'
import { markup, Markup } from '../html/markup.ts'
import { page, redirect } from '../web/answer.ts'
import { deleteCookie, setCookie } from '../web/cookies.ts'
import { useCsrfToken, formToken } from '../web/csrf-token.ts'
import { csrfFailure } from '../web/csrf/csrf.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { nextAfterLogin, isOwnOrTrusted } from '../web/next.ts'
import type { View } from '../web/platform.ts'
import { renewSession } from '../web/session.ts'
import { formScript } from './form-script.ts'

/** GET /login and /register; a learner who is signed in is sent on to `next`: openedx-api 3.1, teak-measured [025-029, 309-324]. */
export function loginPage(kind: 'login' | 'register'): View {
  return async (exchange) => {
    const { user, release, settings } = exchange
    const isReading = ['GET', 'HEAD', 'OPTIONS'].includes(exchange.method)
    const failure = isReading ? undefined : await csrfFailure(exchange)
    if (failure !== undefined) return csrfRefusedPage(exchange, failure)
    useCsrfToken(exchange.csrf)
    const next = nextAfterLogin(exchange)
    if (user !== undefined) {
      if (release.login.resendsCookies) sendLoginCookies(exchange, user, release.login.seconds(false))
      return sendOn(exchange, next)
    }
    decide(exchange, '3.1')
    if (release.login.greetsVisitors) renewSession(exchange)
    if (release.login.mayBeMicroFrontend && settings.authnMicroFrontend !== null) {
      const query = new URLSearchParams(exchange.query).toString()
      return redirect(`${settings.authnMicroFrontend}/${kind}${query === '' ? '' : `?${query}`}`)
    }
    if (release.login.greetsVisitors) sendVisitorCookies(exchange)
    const shown = isOwnOrTrusted(exchange, next) ? next : '/dashboard' // what the page's own script makes of it: openedx-api 3.1
    const form = kind === 'login' ? loginForm(exchange, shown) : registerForm(exchange, shown)
    const body = markup`${form}<script>${new Markup(formScript)}</script>`
    return page(200, layout(exchange, kind === 'login' ? 'Sign in' : 'Register', body))
  }
}

/** Django redirects to http, https and ftp alone: anything else is its bare 400 (inferred). */
function sendOn(exchange: Exchange, next: string) {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(next)?.[1]?.toLowerCase() ?? 'https'
  if (!['http', 'https', 'ftp'].includes(scheme)) {
    decide(exchange, '3.1', `next has the scheme ${scheme}, to which Django does not redirect`)
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

const problems: Readonly<Record<string, string>> = {
  'incorrect-email-or-password': 'Email or password is incorrect.',
  'failed-login-attempt': 'Email or password is incorrect. The account is locked after six wrong passwords.',
  'account-locked-out': 'This account is locked for half an hour after six wrong passwords.',
  'inactive-user': 'This account is not activated.',
  'validation-error': 'Some fields are missing or not valid.',
}

/** The sign-in form; it posts where the release's own page posts to. */
function loginForm(exchange: Exchange, next: string): Markup {
  const { login, idField } = exchange.release.login.forms
  const label = idField === 'email' ? 'Email' : 'Email or username'
  return markup`<h1>Sign in</h1>${problemOf(exchange)}
<form method="post" action="${login}" data-next="${next}">${hidden(exchange, next)}
<label>${label} <input name="${idField}" id="email" autocomplete="username" required autofocus></label>
<label>Password <input name="password" id="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button></form>
${hints(exchange)}
<p>No account yet? <a href="/register?next=${encodeURIComponent(next.toWellFormed())}">Register</a></p>`
}

/** The form for a new account. */
function registerForm(exchange: Exchange, next: string): Markup {
  return markup`<h1>Register</h1>${problemOf(exchange)}
<form method="post" action="${exchange.release.login.forms.register}" data-next="${next}">${hidden(exchange, next)}
<input type="hidden" name="honor_code" value="true"><input type="hidden" name="terms_of_service" value="true">
<label>Full name <input name="name" autocomplete="name" required autofocus></label>
<label>Username <input name="username" autocomplete="username" minlength="2" maxlength="30" required></label>
<label>Email <input name="email" type="email" autocomplete="email" required></label>
<label>Password <input name="password" type="password" autocomplete="new-password" required></label>
<button>Create account</button></form>
<p>Have an account? <a href="/login?next=${encodeURIComponent(next.toWellFormed())}">Sign in</a></p>`
}

function hidden(exchange: Exchange, next: string): Markup {
  return markup`<input type="hidden" name="csrfmiddlewaretoken" value="${formToken(exchange.csrf)}">
<input type="hidden" name="mock_return" value="${next}">`
}

function problemOf({ query }: Exchange): Markup {
  const problem = query.get('mock_problem')
  const text =
    problem === null
      ? ''
      : (problems[problem] ?? 'This did not work. The email or username may already be taken.')
  return markup`<p class="note" role="alert">${text}</p>`
}

/** The learners of the settings, with their passwords: this is a development machine. */
function hints({ settings }: Exchange): Markup {
  const rows = settings.learners.map(
    ({ email, password, staff }) =>
      markup`<tr><td><code>${email}</code></td><td><code>${password}</code></td><td>${staff ? 'staff' : ''}</td></tr>`,
  )
  return markup`<h2>Demo learners</h2><table><tr><th>Email</th><th>Password</th><th></th></tr>${rows}</table><br>`
}
