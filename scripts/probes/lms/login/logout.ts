import { fail, ok, skip, type Check } from '../../../diagnosis/check.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { fixLms } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { noAnswer, withBody } from '../no-answer.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'

export const logout: Check<LmsContext> = {
  id: 'logout',
  title: 'Logging out in Richie ends the session at the LMS',
  what: "Richie's log out button calls `/logout` of the LMS in the background and ignores the answer. The LMS must accept a GET there, and delete its cookies with the Domain and Path that it set them with; otherwise the learner stays logged in at the LMS, and is logged in to Richie again after the next reload. Recent releases also recognise learners by their JWT cookies.",
  see: 'curl -si https://edx.local.dev:8073/logout | grep -i set-cookie',
  fix: 'No proxy may cache `/logout` or refuse it to other origins. `SESSION_COOKIE_DOMAIN` and `SHARED_COOKIE_DOMAIN` must be the same as when the cookies were set: after changing them, clear the cookies in the browser once.',
  needs: ['session-cookie'],
  after: ['older-tab'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const { visit } = context
      if ((await visit.me()).username === undefined) return skip('the learner is not logged in, see me')
      const { logout, after } = await visit.logout()
      const broken = noAnswer(context, logout) ?? noAnswer(context, after.asked)
      if (broken !== undefined) return broken
      const evidence = [...showExchange(logout, ['Set-Cookie', 'Location']), ...withBody(after.asked)]
      if (!after.isKnown) return ok(`${logout.answer?.status ?? 0}, then anonymous`, evidence)
      const own =
        'no proxy may answer /logout from a cache; SESSION_COOKIE_DOMAIN must be the same as when the cookies were set.'
      return fail(
        `after ${new URL(logout.asked.url).pathname} (${logout.answer?.status ?? 0}) the learner is still logged in`,
        fixLms(context, own),
        evidence,
      )
    }),
  ),
}
