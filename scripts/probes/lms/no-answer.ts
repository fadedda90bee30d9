import { fail, type Verdict } from '../../diagnosis/check.ts'
import type { Answer, Exchange } from '../exchange.ts'
import { showExchange } from '../show-exchange.ts'
import type { LmsContext } from './lms-context.ts'
import { mendService } from './mends.ts'

/** Judges what was answered; where nothing was, or by a broken LMS, that is the verdict. */
export function judgeAnswer(
  context: LmsContext,
  exchange: Exchange,
  judge: (answer: Answer) => Verdict,
): Verdict {
  // What is not broken has an answer.
  return noAnswer(context, exchange) ?? judge(exchange.answer as Answer)
}

/** The failure of an exchange that was not answered, or by a broken LMS; undefined where there is an answer to look at. */
export function noAnswer(context: LmsContext, exchange: Exchange): Verdict | undefined {
  const { answer, failure } = exchange
  const evidence = showExchange(exchange, ['Retry-After'])
  if (answer === undefined) {
    const why = failure === undefined ? 'nothing' : `${failure.code}, ${failure.message}`
    return fail(`${nameOf(exchange)} is not answered: ${why}`, mendService(context), evidence)
  }
  if (answer.status < 500) return undefined
  const title = titleOf(answer.body)
  const says = title === undefined ? '' : `, "${title}"`
  return fail(`${nameOf(exchange)} answers ${answer.status}${says}`, mendService(context), evidence)
}

/** `POST /api/enrollment/v1/enrollment`. */
export function nameOf({ asked }: Exchange): string {
  return `${asked.method} ${new URL(asked.url).pathname}`
}

/** What a page says of itself. */
export function titleOf(html: string): string | undefined {
  const [, text] = /<h1[^>]*>([^<]+)</i.exec(html) ?? /<title[^>]*>([^<]+)</i.exec(html) ?? []
  return text?.replaceAll(/\s+/g, ' ').trim()
}
