import { apiView } from '../api/view.ts'
import { indentedJson, redirect, spacedJson, type Answer } from '../web/answer.ts'
import { rotateCsrfSecret, useCsrfSecret } from '../web/csrf-token.ts'
import { setCookie } from '../web/cookies.ts'
import { formOf, requestOrigin, type Exchange } from '../web/exchange.ts'
import { fromPage, safeNext } from '../web/safe-next.ts'
import { logIn } from '../web/session.ts'
import { sendLoginCookies } from './login-cookies.ts'
import { registrationProblems, takenProblems, type Problems } from './registration-rules.ts'

/** /api/user/v1|v2/account/registration/: makes an account and logs it in; no CSRF token asked: openedx-api 3.2, teak-measured [357-361]. */
export const registrationView = apiView({
  name: 'Registration',
  permission: 'anyone',
  handlers: {
    GET: (exchange) => {
      useCsrfSecret(exchange.csrf)
      return spacedJson(200, {
        method: 'post',
        submit_url: '/api/user/v2/account/registration/',
        fields: FIELDS,
      })
    },
    POST: register,
  },
})

const FIELDS = ['email', 'name', 'username', 'password'].map((name) => ({ name, required: true }))

async function register(exchange: Exchange): Promise<Answer> {
  const form = await formOf(exchange)
  const invalid = registrationProblems(form)
  if (Object.keys(invalid).length > 0) {
    return refuse(form, 400, invalid, 'validation-error')
  }
  const { problems, errorCode } = takenProblems(exchange, form)
  if (errorCode !== undefined) {
    return refuse(form, 409, problems, errorCode)
  }
  const learner = exchange.store.learners.add(
    {
      username: form.get('username') ?? '',
      email: form.get('email') ?? '',
      name: form.get('name') ?? '',
      password: form.get('password') ?? '',
      staff: false,
      active: true,
      yearOfBirth: Number(form.get('year_of_birth')) || null,
    },
    exchange.now,
  )
  logIn(exchange, learner, null)
  rotateCsrfSecret(exchange.csrf)
  sendLoginCookies(exchange, learner, exchange.release.anonymousSessionSeconds)
  greetInEnglish(exchange)
  const target = safeNext(exchange, form.get('mock_return') ?? form.get('next'))
  if (form.has('mock_return')) {
    return redirect(fromPage(target))
  }
  return indentedJson(200, {
    authenticated_user: { username: learner.username, full_name: learner.name, user_id: learner.id },
    success: true,
    redirect_url: `${requestOrigin(exchange)}/dashboard`,
  })
}

function refuse(form: URLSearchParams, status: number, problems: Problems, code: string): Answer {
  const back = form.get('mock_return')
  if (back !== null) {
    return redirect(`/register?next=${encodeURIComponent(back)}&mock_problem=${code}`)
  }
  return indentedJson(status, { ...problems, error_code: code })
}

/** A new account keeps its language in a cookie; the anonymous answer would otherwise delete it: teak-measured [359]. */
function greetInEnglish(exchange: Exchange): void {
  const { settings, release, now } = exchange
  const options = {
    maxAge: release.anonymousSessionSeconds,
    sameSite: settings.sessionSameSite,
    secure: exchange.isSecure,
  }
  exchange.user = undefined
  exchange.cookiesOut.push(setCookie('openedx-language-preference', 'en', options, now))
}
