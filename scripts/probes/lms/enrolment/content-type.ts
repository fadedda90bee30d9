import { fail, ok, skip, type Check } from '../../../diagnosis/check.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { fixLms } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'

export const contentType: Check<LmsContext> = {
  id: 'content-type',
  title: 'The LMS sends JSON with the exact type application/json',
  what: 'Richie reads an enrolment only if its Content-Type is exactly `application/json`. With `application/json; charset=utf-8`, as a proxy may send it, an enrolled learner looks not enrolled: after the click all seems well, but after a reload the page offers to enrol again. An answer without a body has no type, and needs none.',
  see: 'curl -si https://edx.local.dev:8073/api/user/v1/me | grep -i content-type',
  fix: 'Open edX sends the right type: find what adds the suffix and remove it there. In nginx, remove `application/json` from `charset_types` (or set `charset off;` for the LMS). No firewall or cache may change the type of an answer.',
  symptoms: ['Enrolled, but after a reload the page offers to enrol again'],
  needs: ['enrollment'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const { visit } = context
      const exchanges = [(await visit.me()).last, await visit.enrollment()]
      const labelled = exchanges.filter(({ answer }) => answer?.status === 200 && answer.body !== '')
      const wrong = labelled.filter(({ answer }) => answer?.headers['content-type'] !== 'application/json')
      const evidence = labelled.flatMap((exchange) => showExchange(exchange, ['Content-Type']))
      if (labelled.length === 0) return skip('no answer has a body')
      const type = wrong[0]?.answer?.headers['content-type']
      if (wrong.length === 0) return ok('application/json', evidence)
      const own = 'in the nginx in front of the LMS, if charset_types names application/json\ncharset off;'
      return fail(
        `JSON has the type ${type ?? '(none)'}: Richie does not read it`,
        fixLms(context, own),
        evidence,
      )
    }),
  ),
}
