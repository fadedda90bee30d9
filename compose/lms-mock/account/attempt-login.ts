import { isPassword } from '../store/passwords.ts'
import type { Learner } from '../store/learners.ts'
import { indentedJson, page, redirect, type Answer } from '../web/answer.ts'
import { rotateCsrfSecret, useCsrfSecret } from '../web/csrf-token.ts'
import { formOf, requestOrigin, type Exchange } from '../web/exchange.ts'
import { logIn, renewSession } from '../web/session.ts'
import { fromPage, safeNext } from '../web/safe-next.ts'
import { sendLoginCookies } from './login-cookies.ts'
import { isLocked, lockedRefusal, wrongPassword } from './lockout.ts'

/** Why a login is refused, as the platform words it. */
export interface LoginRefusal {
  readonly value: string
  readonly error_code?: string
  readonly context?: Readonly<Record<string, unknown>>
}

const UNREADABLE = 'There was an error receiving your login information. Please email us.'

/**
 * Tries the e-mail (or username) and password of a form: openedx-api 3.2, teak-measured [041-048, 332, 349-355]. The mock's
 * own plain form also sends `mock_return` and is answered by redirects, so that it needs no script.
 */
export async function attemptLogin(exchange: Exchange, takesUsername: boolean): Promise<Answer> {
  const form = await formOf(exchange)
  const wanted = form.get('email') ?? (takesUsername ? form.get('email_or_username') : null)
  const password = form.get('password')
  useCsrfSecret(exchange.csrf)
  const outcome =
    wanted === null || password === null
      ? { value: UNREADABLE }
      : check(exchange, wanted, password, takesUsername)
  if ('username' in outcome) {
    return welcome(exchange, outcome, form)
  }
  const back = form.get('mock_return')
  if (back !== null) {
    return redirect(
      `/login?next=${encodeURIComponent(back)}&mock_problem=${encodeURIComponent(outcome.error_code ?? 'unreadable')}`,
    )
  }
  const { value, error_code: code, context } = outcome
  const known = code === undefined ? {} : { error_code: code, context }
  return indentedJson(exchange.release.loginRefusedStatus, { success: false, value, ...known, email: wanted })
}

function check(
  exchange: Exchange,
  wanted: string,
  password: string,
  takesUsername: boolean,
): Learner | LoginRefusal {
  const { learners } = exchange.store
  const learner = learners.byEmail(wanted) ?? (takesUsername ? learners.byUsername(wanted) : undefined)
  if (learner === undefined) {
    return {
      value: 'Email or password is incorrect.',
      error_code: 'incorrect-email-or-password',
      context: { failure_count: 0 },
    }
  }
  if (isLocked(exchange, learner)) {
    return lockedRefusal(exchange)
  }
  if (!isPassword(password, learner.password)) {
    return wrongPassword(exchange, learner)
  }
  learners.change(learner.id, { failedLogins: 0, lockedUntil: null })
  return learner.isActive ? learner : notActivated(exchange, learner)
}

/** Yes, the value is the string None; and the browser gets a session all the same: teak-measured [047]. */
function notActivated(exchange: Exchange, learner: Learner): LoginRefusal {
  renewSession(exchange)
  exchange.user = learner
  const context = { platformName: exchange.settings.platformName, supportLink: '' }
  return { value: 'None', error_code: 'inactive-user', context }
}

function welcome(exchange: Exchange, learner: Learner, form: URLSearchParams): Answer {
  const seconds = exchange.release.loginSessionSeconds
  const back = form.get('mock_return')
  if (back !== null && exchange.session.learner?.id === learner.id) {
    return redirect(fromPage(safeNext(exchange, back)))
  }
  if (!logIn(exchange, learner, seconds)) {
    return {
      ...page(
        400,
        '<!doctype html>\n<html lang="en">\n<title>Bad Request</title>\n<h1>Bad Request (400)</h1>\n',
      ),
      isBare: true,
    }
  }
  rotateCsrfSecret(exchange.csrf)
  sendLoginCookies(exchange, learner, seconds)
  return back === null
    ? indentedJson(200, { success: true, redirect_url: redirectUrl(exchange) })
    : redirect(fromPage(safeNext(exchange, back)))
}

/** With the micro-frontend on, the answer says where to go; else the page's script knows: teak-measured [mfe-005]. */
function redirectUrl(exchange: Exchange): string | null {
  return exchange.settings.authnMicroFrontend === null ? null : `${requestOrigin(exchange)}/dashboard`
}
