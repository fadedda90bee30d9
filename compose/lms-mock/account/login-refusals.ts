import type { Learner } from '../store/learners.ts'
import type { Exchange } from '../web/exchange.ts'
import { renewSession } from '../web/session.ts'

/** Why a login is refused, as the platform words it; all but the text is since 2022. */
export interface LoginRefusal {
  readonly value: string
  readonly error_code?: string
  readonly context?: Readonly<Record<string, unknown>>
}

/** The refusals of a release. */
export interface LoginRefusals {
  readonly unknown: LoginRefusal
  /** After this many wrong passwords in a row, of which the last locks the account. */
  wrongPassword(count: number, allowed: number, minutes: number): LoginRefusal
  locked(minutes: number): LoginRefusal
  notActivated(exchange: Exchange, learner: Learner): LoginRefusal
}

const INCORRECT = 'Email or password is incorrect.'
const RESET_LINK = '<a http="#login" class="form-toggle" data-type="password-reset">here</a>'

/** Texts alone: dogwood's student/views.py (hawthorn: inferred). */
export const plainRefusals: LoginRefusals = {
  unknown: { value: INCORRECT },
  wrongPassword: () => ({ value: INCORRECT }),
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
  unknown: { value: INCORRECT, error_code: 'incorrect-email-or-password', context: { failure_count: 0 } },
  wrongPassword(count, allowed, minutes) {
    if (count >= allowed) {
      return describedRefusals.locked(minutes)
    }
    return count < allowed / 2
      ? { value: INCORRECT, error_code: 'incorrect-email-or-password', context: { failure_count: count } }
      : warning(count, allowed)
  },
  locked: (minutes) => ({
    value:
      `To protect your account, it’s been temporarily locked. Try again in ${minutes} minutes.` +
      `<li>To be on the safe side, you can reset your password ${RESET_LINK} before you try again.`,
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
    `<li>If you&#39;ve forgotten your password, click ${RESET_LINK} to reset.</li>`
  const context = { remaining_attempts: left, allowed_failure_attempts: allowed, failure_count: count }
  return { value: INCORRECT + text, error_code: 'failed-login-attempt', context }
}
