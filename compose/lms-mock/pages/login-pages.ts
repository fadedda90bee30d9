import { sendLoginCookies } from '../account/login-cookies.ts'
import { page, redirect } from '../web/answer.ts'
import { deleteCookie, setCookie } from '../web/cookies.ts'
import { csrfFailure } from '../web/csrf.ts'
import { mask, useCsrfSecret } from '../web/csrf-token.ts'
import type { Exchange } from '../web/exchange.ts'
import { nextAfterLogin } from '../web/next-after-login.ts'
import type { View } from '../web/platform.ts'
import { renewSession } from '../web/session.ts'
import { csrfRefusedPage } from './error-pages.ts'
import { FORM_SCRIPT } from './form-script.ts'
import { layout } from './layout.ts'
import { markup, Markup } from './markup.ts'

const PROBLEMS: Readonly<Record<string, string>> = {
  'incorrect-email-or-password': 'Email or password is incorrect.',
  'failed-login-attempt': 'Email or password is incorrect. The account is locked after six wrong passwords.',
  'account-locked-out': 'This account is locked for half an hour after six wrong passwords.',
  'inactive-user': 'This account is not activated.',
  'validation-error': 'Some fields are missing or not valid.',
}

/** GET /login and /register; a learner who is signed in is sent on to `next`: openedx-api 3.1, teak-measured [025-029, 309-324]. */
export function loginPage(kind: 'login' | 'register'): View {
  return async (exchange) => {
    const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(exchange.method)
    const failure = isSafe ? undefined : await csrfFailure(exchange)
    if (failure !== undefined) {
      return csrfRefusedPage(failure)
    }
    useCsrfSecret(exchange.csrf)
    const next = nextAfterLogin(exchange)
    if (exchange.user !== undefined) {
      sendLoginCookies(exchange, exchange.user, exchange.release.loginSessionSeconds)
      return redirect(next)
    }
    renewSession(exchange)
    const { authnMicroFrontend } = exchange.settings
    if (authnMicroFrontend !== null) {
      const query = new URLSearchParams(exchange.query).toString()
      return redirect(`${authnMicroFrontend}/${kind}${query === '' ? '' : `?${query}`}`)
    }
    sendVisitorCookies(exchange)
    const form = kind === 'login' ? loginForm(exchange, next) : registerForm(exchange, next)
    const body = markup`${form}<script>${new Markup(FORM_SCRIPT)}</script>`
    return page(200, layout(exchange, kind === 'login' ? 'Sign in' : 'Register', body))
  }
}

function loginForm(exchange: Exchange, next: string): Markup {
  return markup`<h1>Sign in</h1>${problemOf(exchange)}
<form method="post" action="/api/user/v2/account/login_session/" data-next="${next}">${hidden(exchange, next)}
<label>Email or username <input name="email_or_username" id="email" autocomplete="username" required autofocus></label>
<label>Password <input name="password" id="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button></form>
${hints(exchange)}
<p>No account yet? <a href="/register?next=${encodeURIComponent(next)}">Register</a></p>`
}

function registerForm(exchange: Exchange, next: string): Markup {
  return markup`<h1>Register</h1>${problemOf(exchange)}
<form method="post" action="/api/user/v2/account/registration/" data-next="${next}">${hidden(exchange, next)}
<input type="hidden" name="honor_code" value="true"><input type="hidden" name="terms_of_service" value="true">
<label>Full name <input name="name" autocomplete="name" required autofocus></label>
<label>Username <input name="username" autocomplete="username" minlength="2" maxlength="30" required></label>
<label>Email <input name="email" type="email" autocomplete="email" required></label>
<label>Password <input name="password" type="password" autocomplete="new-password" required></label>
<button>Create account</button></form>
<p>Have an account? <a href="/login?next=${encodeURIComponent(next)}">Sign in</a></p>`
}

function hidden(exchange: Exchange, next: string): Markup {
  return markup`<input type="hidden" name="csrfmiddlewaretoken" value="${mask(useCsrfSecret(exchange.csrf))}">
<input type="hidden" name="mock_return" value="${next}">`
}

function problemOf({ query }: Exchange): Markup {
  const problem = query.get('mock_problem')
  const text =
    problem === null
      ? ''
      : (PROBLEMS[problem] ?? 'This did not work. The email or the username may be taken.')
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

/** Two cookies of the platform's visitors that nothing here reads: teak-measured [025, 026]. */
function sendVisitorCookies(exchange: Exchange): void {
  const { release, isSecure, now } = exchange
  const options = { maxAge: release.anonymousSessionSeconds, secure: isSecure }
  exchange.cookiesOut.push(
    setCookie('experiments_is_enterprise', 'false', options, now),
    deleteCookie('enterprise_customer_uuid', { domain: 'localhost' }, now),
  )
}
