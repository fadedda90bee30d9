import { fail, ok, skip, type Check, type Verdict } from '../../../diagnosis/check.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { fixLms } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { isPage, nameOf, noAnswer, statusOf } from '../no-answer.ts'
import { interfaceOf, mePath } from '../visit/ask-me.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'

export const concurrentLogins: Check<LmsContext> = {
  id: 'concurrent-logins',
  title: "The learner's session survives Richie's calls",
  what: "Open edX may allow a learner only one session at a time (`PREVENT_CONCURRENT_LOGINS`, on by default in production settings). `my_user_info`, which Richie's interface `openedx-dogwood` asks on every page, counts as a login and so ends the session that asks. On a recent release the JWT cookies keep the learner logged in for another hour; without them the learner is anonymous at once. A second login of the same learner elsewhere ends the first session too.",
  see: 'bin/campus lms edx requests',
  fix: 'For Hawthorn and later use `openedx-hawthorn`: `lms.<key>.backend` of environment.yaml, in Richie `AUTHENTICATION_BACKEND` and `JS_BACKEND`. Or, in the settings of the LMS: `FEATURES["PREVENT_CONCURRENT_LOGINS"] = False`.',
  symptoms: [
    'Logged out again a moment after logging in',
    'Logged in at the LMS, but anonymous in Richie',
    'Logging in at the LMS answers 403, or 400 "Bad Request"',
  ],
  needs: ['me'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const { visit, lms } = context
      const exchange = await visit.sessionAlone()
      const status = exchange.answer?.status ?? 0
      if (status === 429) return skip('the LMS throttles this learner')
      const broken = noAnswer(context, exchange)
      if (broken !== undefined) return broken
      const evidence = showExchange(exchange, ['Cookie', 'WWW-Authenticate'])
      if (status === 200 && !isPage(exchange)) return ok('the session is still valid', evidence)
      if (![401, 403].includes(status) || isPage(exchange)) {
        const own = 'no proxy or firewall in front of the LMS may answer instead of it.'
        return fail(`${statusOf(exchange)}: Open edX does not answer so`, fixLms(context, own), evidence)
      }
      if (interfaceOf(lms) === 'openedx-dogwood') return endedByAsking(context, evidence)
      const says = `the session ended (${nameOf(exchange)}: ${status}): did the same learner log in elsewhere meanwhile?`
      const alone = { says: 'Use a learner that nobody else logs in as, and check again.' }
      return fail(says, [alone, allow], evidence)
    }),
  ),
}

/** The failure of an LMS whose answer to Dogwood's interface ended the session that asked. */
export function endedByAsking({ lms }: LmsContext, evidence: readonly string[]): Verdict {
  return fail(
    `${mePath['openedx-dogwood']} counts as a login and ended the session that asked (PREVENT_CONCURRENT_LOGINS)`,
    [
      {
        says: `Set lms.${lms.key}.backend and lms.${lms.key}.backendOverHttp to openedx-hawthorn in environment.yaml: from Hawthorn on there is /api/user/v1/me.`,
      },
      allow,
    ],
    evidence,
  )
}

const allow = { says: 'In the settings of the LMS:\nFEATURES["PREVENT_CONCURRENT_LOGINS"] = False' }
