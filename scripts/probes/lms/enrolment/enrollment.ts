import { fail, ok, type Check } from '../../../diagnosis/check.ts'
import type { Answer } from '../../http/exchange.ts'
import { fixLms } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { corsHeaders, hiddenFrom } from '../login/cors-rules.ts'
import { judgeAnswer, nameOf, withBody } from '../no-answer.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'

export const enrollment: Check<LmsContext> = {
  id: 'enrollment',
  title: 'The LMS says whether the learner is enrolled',
  what: 'Before Richie shows the button it asks `GET /api/enrollment/v1/enrollment/<username>,<course id>`. The answer is 200 with an object, or with nothing at all (no byte, no Content-Type) if the learner never enrolled. To Richie anything else is an error: it shows no button, or "enrollment fetching has failed". This call also sets the CSRF cookie for the POST that enrols.',
  see: "curl -si https://edx.local.dev:8073/api/enrollment/v1/enrollment/edx,course-v1:edX+DemoX+Demo_Course -H 'Origin: https://richie.local.dev:8070'",
  fix: 'A 404 page: a proxy changes the address; the comma, the colon and each `+` must arrive as they are, with no slash at the end. 401: the session is not sent with this call, see `session-cookie`. 406: a proxy changes the Accept header.',
  symptoms: ['The enrol button is missing', '"Enrollment fetching failed" in place of the enrol button'],
  needs: ['throttle'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const exchange = await context.visit.enrollment()
      return judgeAnswer(context, exchange, (answer) => {
        const { origin } = context.surroundings.plan.richie.site
        const evidence = withBody(exchange, ['Content-Type', ...corsHeaders])
        const fault = hiddenFrom(origin, answer) ?? faultOf(answer)
        if (fault === undefined) return ok(kindOf(answer), evidence)
        const own = 'no proxy in front may change the address, the Accept header or the CORS headers.'
        return fail(`${nameOf(exchange)}: ${fault}`, fixLms(context, own), evidence)
      })
    }),
  ),
}

/** openedx-api 1.2 and 1.7: the body is read only where it is labelled JSON, and then it must be some. */
function faultOf({ status, headers, body }: Answer): string | undefined {
  if (status !== 200) return `${status} instead of 200`
  const type = headers['content-type']
  if (body === '') {
    return type === undefined || !type.startsWith('application/json')
      ? undefined
      : 'an empty body with the type JSON, which the browser cannot read'
  }
  return isObject(body) ? undefined : 'the body is not a JSON object'
}

function kindOf({ body }: Answer): string {
  return body === '' ? '200, never enrolled' : '200, an enrolment'
}

function isObject(body: string): boolean {
  try {
    return typeof JSON.parse(body) === 'object'
  } catch {
    return false
  }
}
