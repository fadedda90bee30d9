import { ok, type Check } from '../../../diagnosis/check.ts'
import type { Exchange } from '../../http/exchange.ts'
import { showExchange } from '../../http/show-exchange.ts'
import type { LmsContext } from '../lms-context.ts'
import { noAnswer, withBody } from '../no-answer.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'

export const throttle: Check<LmsContext> = {
  id: 'throttle',
  title: 'The enrollment API does not throttle the learner',
  what: 'By default Open edX allows a learner 40 calls a minute to the enrollment API (staff 120), then it answers 429 with `Retry-After`. Richie asks once for each course run on a page, so a busy test, or many tabs, reach the limit; Richie then shows "Enrollment fetching failed" instead of the button, or "Your enrollment request failed" after a click. `campus check` makes two to five such calls.',
  see: 'bin/campus lms edx requests',
  fix: 'Wait as long as Retry-After says. For tests, switch off "Rate limit configuration" in the admin of the LMS (`/admin/util/ratelimitconfiguration/`).',
  symptoms: [
    '429 from the LMS',
    '"Enrollment fetching failed" in place of the enrol button',
    'A click on the enrol button says "Your enrollment request failed"',
  ],
  needs: ['me'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const { visit } = context
      for (const call of [visit.enrollment, visit.sessionAlone, visit.post]) {
        const exchange = await call()
        const throttled = exchange.answer?.status === 429 ? noAnswer(context, exchange) : undefined
        if (throttled === undefined) continue
        return { ...throttled, evidence: withBody(exchange, ['Retry-After', ...limitsOf(exchange)]) }
      }
      const exchange = await visit.enrollment()
      return ok('no 429', showExchange(exchange, limitsOf(exchange)))
    }),
  ),
}

/** The headers by which a proxy reports its limits: X-RateLimit-Remaining and the like. */
function limitsOf({ answer }: Exchange): readonly string[] {
  return Object.keys(answer?.headers ?? {}).filter((name) => /^(?:x-)?rate-?limit/i.test(name))
}
