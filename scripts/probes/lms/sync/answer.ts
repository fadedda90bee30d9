import { fail, type Verdict } from '../../../diagnosis/check.ts'
import type { Exchange } from '../../http/exchange.ts'
import { startFix } from '../../surroundings.ts'
import type { LmsContext } from '../lms-context.ts'
import { titleOf, withBody } from '../no-answer.ts'

/** What went wrong with a call of the webhook, however it was signed; undefined if Richie itself answered it. */
export function webhookFault({ surroundings }: LmsContext, exchange: Exchange): Verdict | undefined {
  const { answer, failure } = exchange
  const evidence = syncEvidence(exchange)
  const fix = [
    { says: 'Read its log:', command: 'bin/campus logs richie' },
    startFix(surroundings.plan, 'Start what is not running:'),
  ]
  if (answer === undefined)
    return fail(`the webhook does not answer: ${failure?.code ?? 'nothing'}`, fix, evidence)
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
          says: "Have the LMS call Richie's canonical address: scheme, host, port, and the slash at the end.",
        },
      ],
      evidence,
    )
  }
  return status === 404 || status === 405
    ? fail(
        `there is no webhook: ${status}`,
        [{ says: 'In your own Richie, include richie.apps.courses.urls in urls.py, below `api/`.' }],
        evidence,
      )
    : undefined
}

/** The call and Richie's answer. */
export function syncEvidence(exchange: Exchange): readonly string[] {
  return withBody(exchange, ['Authorization'])
}

/** 401 and 403 mean "not signed" and "wrongly signed", in either order: they were swapped in Richie 2.8 (openedx-api 6). */
export function isRefused({ answer }: Exchange): boolean {
  return answer?.status === 401 || answer?.status === 403
}
