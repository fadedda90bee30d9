import type { Learner } from '../store/learner-row.ts'
import { indentedJson, page, type Answer } from '../web/answer.ts'
import type { Exchange, LoginRefusal, LoginRefusals, LoginAnswers } from '../web/exchange.ts'
import { renewSession } from '../web/session.ts'

const incorrect = 'Email or password is incorrect.'
const resetLink = '<a http="#login" class="form-toggle" data-type="password-reset">here</a>'

/** Texts alone: dogwood's student/views.py (hawthorn: inferred). */
export const plainRefusals: LoginRefusals = {
  unknown: { value: incorrect },
  wrongPassword: () => ({ value: incorrect }),
  locked: () => ({
    value: 'This account has been temporarily locked due to excessive login failures. Try again later.',
  }),
  notActivated: () => ({
    value:
      'This account has not been activated. We have sent another activation message. Please check your email for the activation instructions.',
  }),
}

/** With codes and context: teak-measured [041-048, 349-355]. */
export const describedRefusals: LoginRefusals = {
  unknown: { value: incorrect, error_code: 'incorrect-email-or-password', context: { failure_count: 0 } },
  wrongPassword(count, allowed, minutes) {
    if (count >= allowed) return describedRefusals.locked(minutes)
    return count < allowed / 2
      ? { value: incorrect, error_code: 'incorrect-email-or-password', context: { failure_count: count } }
      : warning(count, allowed)
  },
  locked: (minutes) => ({
    value:
      `To protect your account, it’s been temporarily locked. Try again in ${minutes} minutes.` +
      `<li>To be on the safe side, you can reset your password ${resetLink} before you try again.`,
    error_code: 'account-locked-out',
    context: { locked_out_period: minutes },
  }),
  /** Yes, the value is the string None; and the browser gets a session all the same: teak-measured [047]. */
  notActivated(exchange, learner) {
    renewSession(exchange)
    exchange.user = learner
    const context = { platformName: exchange.settings.platformName, supportLink: '' }
    return { value: 'None', error_code: 'inactive-user', context }
  },
}

function warning(count: number, allowed: number): LoginRefusal {
  const left = allowed - count
  const text =
    `<li>You have ${left} more sign-in attempts before your account is temporarily locked.</li>` +
    `<li>If you&#39;ve forgotten your password, click ${resetLink} to reset.</li>`
  const context = { remaining_attempts: left, allowed_failure_attempts: allowed, failure_count: count }
  return { value: incorrect + text, error_code: 'failed-login-attempt', context }
}

/** Whether too many wrong passwords have locked the account. */
export function isLocked(exchange: Exchange, learner: Learner): boolean {
  return learner.lockedUntil !== null && Date.parse(learner.lockedUntil) > exchange.now.getTime()
}

/** Counts a wrong password; the last one allowed locks the account: teak-measured [349-355]. */
export function wrongPassword(exchange: Exchange, learner: Learner): LoginRefusal {
  const { lockout, refusals } = exchange.release.login
  const count = learner.failedLogins + 1
  const isLast = count >= lockout.failures
  const until = new Date(exchange.now.getTime() + lockout.minutes * 60_000).toISOString()
  exchange.store.learners.change(
    learner.id,
    isLast ? { failedLogins: 0, lockedUntil: until } : { failedLogins: count },
  )
  return refusals.wrongPassword(count, lockout.failures, lockout.minutes)
}

const unreadableLogin = 'There was an error receiving your login information. Please email us.'

/** As /login_ajax answers, and login_session since Juniper: openedx-api 3.2, teak-measured [041-048]. */
export const bareLoginAnswers: LoginAnswers = {
  success: (redirectUrl) => indentedJson(200, { success: true, redirect_url: redirectUrl }),
  refusal({ release }, { value, error_code: code, context }, wanted) {
    const known = code === undefined ? {} : { error_code: code, context }
    const email = release.login.ajaxRefusedStatus === 400 ? { email: wanted } : {}
    return indentedJson(release.login.ajaxRefusedStatus, { success: false, value, ...known, ...email })
  },
  unreadable: (exchange, _, wanted) => bareLoginAnswers.refusal(exchange, { value: unreadableLogin }, wanted),
}

/** login_session before: the text alone, though labelled JSON; 403, or 400 where somebody is logged in already: openedx-api 3.2. */
export const shimmedLoginAnswers: LoginAnswers = {
  success: () => labelled(200, ''),
  refusal: ({ user }, { value }) => labelled(user === undefined ? 403 : 400, value),
  unreadable: (_, missing) => page(400, `Missing POST parameters: ${missing.join(', ')}`),
}

function labelled(status: number, text: string): Answer {
  return { status, body: text, headers: { 'Content-Type': 'application/json' } }
}
