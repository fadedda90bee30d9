import { formToken } from '../web/csrf-token.ts'
import type { Exchange } from '../web/exchange.ts'
import { markup, type Markup } from './markup.ts'

const PROBLEMS: Readonly<Record<string, string>> = {
  'incorrect-email-or-password': 'Email or password is incorrect.',
  'failed-login-attempt': 'Email or password is incorrect. The account is locked after six wrong passwords.',
  'account-locked-out': 'This account is locked for half an hour after six wrong passwords.',
  'inactive-user': 'This account is not activated.',
  'validation-error': 'Some fields are missing or not valid.',
}

/** The sign-in form; it posts where the release's own page posts to. */
export function loginForm(exchange: Exchange, next: string): Markup {
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
export function registerForm(exchange: Exchange, next: string): Markup {
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
