import { badRequestPage } from '../html/layout.ts'
import type { Learner } from '../store/learner-row.ts'
import { isPassword } from '../store/passwords.ts'
import { redirect, type Answer } from '../web/answer.ts'
import { rotateCsrfToken, useCsrfToken } from '../web/csrf-token.ts'
import { type Exchange, decide, type LoginAnswers, type LoginRefusal } from '../web/exchange.ts'
import { fromPage, safeNext } from '../web/next.ts'
import { formOf, requestOrigin } from '../web/request.ts'
import { logIn } from '../web/session.ts'
import { sendLoginCookies } from './login-cookies.ts'
import { isLocked, wrongPassword } from './login-outcome.ts'

/**
 * Tries the e-mail (or username) and password of a form: openedx-api 3.2, teak-measured [041-048, 332, 349-355]. The mock's
 * own plain form also sends `mock_return` and is answered by redirects, so that it needs no script.
 */
export async function attemptLogin(
  exchange: Exchange,
  takesUsername: boolean,
  answers: LoginAnswers,
): Promise<Answer> {
  const form = await formOf(exchange)
  const wanted = form.get('email') ?? (takesUsername ? form.get('email_or_username') : null)
  const password = form.get('password')
  useCsrfToken(exchange.csrf)
  if (wanted === null || password === null) {
    const missing = [wanted === null ? 'email' : '', password === null ? 'password' : '']
    const names = missing.filter((name) => name !== '')
    decide(exchange, '3.2', `the form lacks ${names.join(' and ')}`)
    return backToForm(form, 'unreadable') ?? answers.unreadable(exchange, names, wanted)
  }
  const outcome = check(exchange, wanted, password, takesUsername)
  if ('username' in outcome) return welcome(exchange, outcome, form, answers)
  const problem = outcome.error_code ?? 'incorrect-email-or-password'
  return backToForm(form, problem) ?? answers.refusal(exchange, outcome, wanted)
}

function check(
  exchange: Exchange,
  wanted: string,
  password: string,
  takesUsername: boolean,
): Learner | LoginRefusal {
  const { learners } = exchange.store
  const { refusals, lockout } = exchange.release.login
  const learner = learners.byEmail(wanted) ?? (takesUsername ? learners.byUsername(wanted) : undefined)
  if (learner === undefined) {
    decide(
      exchange,
      '3.2',
      `no account has the e-mail address${takesUsername ? ' or username' : ''} ${wanted}`,
    )
    return refusals.unknown
  }
  if (isLocked(exchange, learner)) {
    decide(exchange, '3.2', `${learner.username} is locked out until ${learner.lockedUntil}`)
    return refusals.locked(lockout.minutes)
  }
  if (!isPassword(password, learner.password)) {
    decide(exchange, '3.2', `wrong password for ${learner.username}`)
    return wrongPassword(exchange, learner)
  }
  learners.change(learner.id, { failedLogins: 0, lockedUntil: null })
  if (!learner.isActive) {
    decide(exchange, '3.2', `${learner.username} is not activated`)
    return refusals.notActivated(exchange, learner)
  }
  return learner
}

function welcome(exchange: Exchange, learner: Learner, form: URLSearchParams, answers: LoginAnswers): Answer {
  const seconds = exchange.release.login.seconds(form.get('remember') === 'true')
  const back = form.get('mock_return')
  const isAlready = exchange.session.learner?.id === learner.id
  decide(exchange, '3.2')
  if (back !== null && isAlready) return redirect(fromPage(safeNext(exchange, back)))
  if (!logIn(exchange, learner, seconds)) {
    decide(
      exchange,
      '3.2',
      `${learner.username} is logged in already: PREVENT_CONCURRENT_LOGINS ends this very session`,
    )
    return badRequestPage()
  }
  rotateCsrfToken(exchange.csrf)
  sendLoginCookies(exchange, learner, seconds)
  return back === null ? answers.success(redirectUrl(exchange)) : redirect(fromPage(safeNext(exchange, back)))
}

function backToForm(form: URLSearchParams, problem: string): Answer | undefined {
  const back = form.get('mock_return')
  const query = `next=${encodeURIComponent(back ?? '')}&mock_problem=${encodeURIComponent(problem)}`
  return back === null ? undefined : redirect(`/login?${query}`)
}

/** With the micro-frontend on, the answer says where to go; else the page's script knows: teak-measured [mfe-005]. */
function redirectUrl(exchange: Exchange): string | null {
  return exchange.settings.authnMicroFrontend === null ? null : `${requestOrigin(exchange)}/dashboard`
}
