import type { Learner } from '../store/learners.ts'
import type { Exchange } from '../web/exchange.ts'
import type { LoginRefusal } from './attempt-login.ts'

const RESET_LINK = '<a http="#login" class="form-toggle" data-type="password-reset">here</a>'

/** Whether too many wrong passwords have locked the account. */
export function isLocked(exchange: Exchange, learner: Learner): boolean {
  return learner.lockedUntil !== null && Date.parse(learner.lockedUntil) > exchange.now.getTime()
}

/** Counts a wrong password; the third to fifth warn, the sixth locks: teak-measured [349-355]. */
export function wrongPassword(exchange: Exchange, learner: Learner): LoginRefusal {
  const { lockout } = exchange.release
  const count = learner.failedLogins + 1
  if (count >= lockout.failures) {
    const until = new Date(exchange.now.getTime() + lockout.minutes * 60_000).toISOString()
    exchange.store.learners.change(learner.id, { failedLogins: 0, lockedUntil: until })
    return lockedRefusal(exchange)
  }
  exchange.store.learners.change(learner.id, { failedLogins: count })
  const value = 'Email or password is incorrect.'
  if (count < lockout.failures / 2) {
    return { value, error_code: 'incorrect-email-or-password', context: { failure_count: count } }
  }
  const left = lockout.failures - count
  const warning =
    `<li>You have ${left} more sign-in attempts before your account is temporarily locked.</li>` +
    `<li>If you&#39;ve forgotten your password, click ${RESET_LINK} to reset.</li>`
  const context = {
    remaining_attempts: left,
    allowed_failure_attempts: lockout.failures,
    failure_count: count,
  }
  return { value: value + warning, error_code: 'failed-login-attempt', context }
}

/** What a locked account is told. */
export function lockedRefusal(exchange: Exchange): LoginRefusal {
  const { minutes } = exchange.release.lockout
  return {
    value:
      `To protect your account, it’s been temporarily locked. Try again in ${minutes} minutes.` +
      `<li>To be on the safe side, you can reset your password ${RESET_LINK} before you try again.`,
    error_code: 'account-locked-out',
    context: { locked_out_period: minutes },
  }
}
