import { apiView } from '../rest/api-view.ts'
import type { Learner } from '../store/learner-row.ts'
import { redirect, spacedJson, type Answer } from '../web/answer.ts'
import { setCookie } from '../web/cookies.ts'
import { rotateCsrfToken, useCsrfToken } from '../web/csrf-token.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { fromPage, safeNext } from '../web/next.ts'
import { formOf } from '../web/request.ts'
import { logIn } from '../web/session.ts'
import { sendLoginCookies } from './login-cookies.ts'
import { yearOf } from './profile-fields.ts'
import { registrationProblems, takenProblems } from './registration-rules.ts'

const fields = ['email', 'name', 'username', 'password'].map((name) => ({ name, required: true }))

/** .../account/registration/: makes an account and logs it in; no CSRF token asked: openedx-api 3.2, teak-measured [357-361]. */
export function registrationView(root: string): ReturnType<typeof apiView> {
  return apiView({
    name: 'Registration',
    permission: 'anyone',
    handlers: {
      GET: (exchange) => {
        useCsrfToken(exchange.csrf)
        const address = root.startsWith('/api/') ? '/api/user/v2/account' : root
        return spacedJson(200, { method: 'post', submit_url: `${address}/registration/`, fields: fields })
      },
      POST: register,
    },
  })
}

async function register(exchange: Exchange): Promise<Answer> {
  const { registration } = exchange.release.login
  const form = await formOf(exchange)
  const invalid = registrationProblems(exchange, form)
  if (Object.keys(invalid).length > 0) {
    decide(exchange, '3.2 registration', `not valid: ${Object.keys(invalid).join(', ')}`)
    return backToForm(form, 'validation-error') ?? registration.refusal(400, invalid, 'validation-error')
  }
  const { problems, code } = takenProblems(exchange, form)
  if (code !== undefined) {
    decide(
      exchange,
      '3.2 registration',
      `already taken: ${code.replace('duplicate-', '').replace('-', ', ')}`,
    )
    return backToForm(form, code) ?? registration.refusal(409, problems, code)
  }
  decide(exchange, '3.2 registration')
  const learner = addAccount(exchange, form)
  const back = form.get('mock_return')
  return back === null
    ? registration.success(exchange, learner)
    : redirect(fromPage(safeNext(exchange, back)))
}

/** Makes the account of a form that was checked, and logs it in. */
export function addAccount(exchange: Exchange, form: URLSearchParams): Learner {
  const { store, release, now } = exchange
  const learner = store.learners.add(
    {
      username: form.get('username') ?? '',
      email: form.get('email') ?? '',
      name: form.get('name') ?? '',
      password: form.get('password') ?? '',
      staff: false,
      active: true,
      yearOfBirth: yearOf(form.get('year_of_birth')),
    },
    now,
  )
  logIn(exchange, learner, null)
  rotateCsrfToken(exchange.csrf)
  sendLoginCookies(exchange, learner, release.login.registration.cookieSeconds)
  if (release.web.deletesLanguageCookie) greetInEnglish(exchange)
  return learner
}

/** The mock's own plain form is answered by redirects, so that it needs no script. */
export function backToForm(form: URLSearchParams, problem: string): Answer | undefined {
  const back = form.get('mock_return')
  return back === null
    ? undefined
    : redirect(`/register?next=${encodeURIComponent(back)}&mock_problem=${problem}`)
}

/** A new account keeps its language in a cookie; the anonymous answer would otherwise delete it: teak-measured [359]. */
function greetInEnglish(exchange: Exchange): void {
  const { settings, release, now } = exchange
  const options = {
    maxAge: release.web.anonymousSessionSeconds,
    sameSite: settings.sessionSameSite,
    secure: exchange.isSecure,
  }
  exchange.user = undefined
  exchange.cookiesOut.push(setCookie('openedx-language-preference', 'en', options, now))
}
