import type { Learner } from '../store/learners.ts'
import type { Exchange } from '../web/exchange.ts'
import type { LoginRefusal } from './login-refusals.ts'

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
