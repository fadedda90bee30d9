import { fail, ok, skip, type Check } from '../../../diagnosis/check.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { fixLms } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'

export const contentType: Check<LmsContext> = {
  id: 'content-type',
  title: 'The LMS labels its JSON exactly application/json',
  what: 'Richie reads an enrolment only where its Content-Type is `application/json`, letter for letter. With `application/json; charset=utf-8`, which a proxy adds, an enrolled learner looks not enrolled: after the click all seems well, after a reload the page offers to enrol again. An answer without a body has no type, and needs none.',
  see: 'curl -si https://edx.local.dev:8073/api/user/v1/me | grep -i content-type',
  fix: 'Open edX sends it right: take the suffix out where it is added. nginx: `application/json` must not stand in `charset_types` (or `charset off;` for the LMS). A firewall or a cache must not relabel answers.',
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
      const own = 'in the nginx in front of the LMS, where charset_types names application/json\ncharset off;'
      return fail(
        `JSON is labelled ${type ?? 'nothing'}: Richie does not read it`,
        fixLms(context, own),
        evidence,
      )
    }),
  ),
}
