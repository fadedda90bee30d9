import type { Lms } from '../../../plan/lms.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { Browser } from './browser.ts'
import type { Login } from './log-in-form.ts'
import { isTakenOut, type Enrolment } from './try-enrolment.ts'

/** What the learner has begun at an LMS and must not be left in: a session, an enrolment. */
export type Stay = {
  readonly isLoggingIn: (login: Promise<Login>) => Promise<Login>
  readonly isEnrolling: (enrolment: Promise<Enrolment>) => Promise<Enrolment>
  /** As Richie does it: openedx-api 3.3. */
  readonly logOut: () => Promise<Exchange>
  /** Stops all other calls, waits for what is under way, logs out if that was not done, and says what is left. */
  readonly leave: () => Promise<string | undefined>
}

export function openStay(browser: Browser, { connection }: Lms): Stay {
  let login: Promise<Login> | undefined
  let enrolment: Promise<Enrolment> | undefined
  let isOut = false
  const logOut = async () => {
    const exchange = await browser.fromPage('/logout', { noCors: true, isLast: true })
    isOut = exchange.answer !== undefined
    return exchange
  }
  return {
    isLoggingIn: (begun) => (login = begun),
    isEnrolling: (begun) => (enrolment = begun),
    logOut,
    async leave() {
      browser.stop()
      const tried = await enrolment?.catch(() => undefined)
      const entered = await login?.catch(() => undefined)
      if (entered?.done === true && !isOut) await logOut()
      if (tried?.left === undefined || isTakenOut(tried.left)) return undefined
      return `The learner of the checks may still be enrolled in ${tried.course}. Check at ${connection.baseUrl}/dashboard.`
    },
  }
}
