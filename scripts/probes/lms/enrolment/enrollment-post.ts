import { fail, ok, type Check, type Verdict } from '../../../diagnosis/check.ts'
import type { Answer, Exchange } from '../../http/exchange.ts'
import { fixLms } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { corsHeaders, hiddenFrom } from '../login/cors-rules.ts'
import { judgeAnswer, withBody } from '../no-answer.ts'
import { noCourse } from '../visit/try-enrolment.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'
import { detailOf, meaningOf } from './post-refusal.ts'

export const enrollmentPost: Check<LmsContext> = {
  id: 'enrollment-post',
  title: "The POST that enrols passes the LMS's authentication and CSRF check",
  what: 'The check sends what a click on the enrol button sends, for a course run that does not exist. Open edX looks for the run only after it has authenticated the learner and compared the header `X-CSRFToken` with the cookie `csrftoken`, so 400 `No course ... found for enrollment` proves that a real one would get through. Nothing is written. Richie shows every refusal as "Your enrollment request failed"; only the answer gives the reason.',
  see: 'bin/campus check --only enrollment-post --verbose',
  fix: 'It depends on the answer. `CSRF cookie not set`: the browser does not send `csrftoken`; between two sites it needs SameSite=None. `CSRF token ... incorrect`: two LMSes on one domain both set `edx_csrf_token`, and the last one wins; open the page in a new tab, see `older-tab`. `has incorrect length`: see `csrf-cookie`. 401: see `session-cookie`. 404 without a body: the session belongs to another learner than the page shows.',
  symptoms: [
    'A click on the enrol button says "Your enrollment request failed"',
    '403, `CSRF Failed: CSRF token missing`, `incorrect` or `has incorrect length`',
  ],
  needs: ['trusted-origin'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const exchange = await context.visit.post()
      return judgeAnswer(context, exchange, (answer) => judge(context, exchange, answer))
    }),
  ),
}

function judge(context: LmsContext, exchange: Exchange, answer: Answer): Verdict {
  const detail = detailOf(exchange)
  const evidence = withBody(exchange, ['Cookie', 'X-CSRFToken', ...corsHeaders])
  const hidden = hiddenFrom(context.surroundings.plan.richie.site.origin, answer)
  if (hidden !== undefined) {
    const own =
      'a proxy in front changes the CORS headers of errors: nginx adds headers to errors only with `always`.'
    return fail(`the browser hides the answer of the POST: ${hidden}`, fixLms(context, own), evidence)
  }
  if (answer.status === 400 && detail.includes(noCourse))
    return ok('400, no such course: as expected', evidence)
  const { what, fix } = meaningOf(answer.status, detail)
  const words = detail === '' ? '' : ` (${detail})`
  return fail(
    `the POST that enrols answers ${answer.status}${words}: ${what}`,
    fixLms(context, fix),
    evidence,
  )
}
