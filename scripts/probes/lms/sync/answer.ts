import { fail, type Verdict } from '../../../diagnosis/check.ts'
import type { Exchange } from '../../http/exchange.ts'
import { startFix } from '../../surroundings.ts'
import type { LmsContext } from '../lms-context.ts'
import { titleOf, withBody } from '../no-answer.ts'

/** What went wrong with a call of the webhook, whoever signed it; undefined where Richie itself has judged it. */
export function webhookFault({ surroundings }: LmsContext, exchange: Exchange): Verdict | undefined {
  const { answer, failure } = exchange
  const evidence = syncEvidence(exchange)
  const fix = [
    { says: 'Its log tells more:', command: 'bin/campus logs richie' },
    startFix(surroundings.plan, 'Start what does not run:'),
  ]
  if (answer === undefined)
    return fail(`the webhook is not answered: ${failure?.code ?? 'nothing'}`, fix, evidence)
  const { status, headers, body } = answer
  if (status >= 500) {
    const title = titleOf(body)
    return fail(`the webhook answers ${status}${title === undefined ? '' : `, "${title}"`}`, fix, evidence)
  }
  if (status >= 300 && status < 400) {
    const says = `the webhook redirects (${status}) to ${headers.location ?? 'nowhere'}: the sender's POST is lost on the way`
    return fail(
      says,
      [
        {
          says: "Let the LMS call Richie's canonical address, scheme, host and port, with the slash at the end.",
        },
      ],
      evidence,
    )
  }
  return status === 404 || status === 405
    ? fail(
        `the webhook is not there: ${status}`,
        [{ says: 'In a Richie of your own: include richie.apps.courses.urls in urls.py, below `api/`.' }],
        evidence,
      )
    : undefined
}

/** The call, and what Richie said to it. */
export function syncEvidence(exchange: Exchange): readonly string[] {
  return withBody(exchange, ['Authorization'])
}

/** 401 and 403 mean "not signed" and "wrongly signed", in either order: they were swapped in Richie 2.8 (openedx-api 6). */
export function isRefused({ answer }: Exchange): boolean {
  return answer?.status === 401 || answer?.status === 403
}
