import { fail, type Verdict } from '../../diagnosis/check.ts'
import type { Answer, Exchange } from '../http/exchange.ts'
import { showExchange, showBody } from '../http/show-exchange.ts'
import { fixLms, fixService } from './fixes.ts'
import type { LmsContext } from './lms-context.ts'

/** Judges an answer; if there is none, or a broken LMS answered, that is the verdict. */
export function judgeAnswer(
  context: LmsContext,
  exchange: Exchange,
  judge: (answer: Answer) => Verdict,
): Verdict {
  // noAnswer is undefined only where there is an answer.
  return noAnswer(context, exchange) ?? judge(exchange.answer as Answer)
}

/** The failure of an exchange without an answer, with one of a broken LMS, or with 429; undefined if there is an answer to look at. */
export function noAnswer(context: LmsContext, exchange: Exchange): Verdict | undefined {
  const { answer, failure } = exchange
  const evidence = showExchange(exchange, ['Retry-After'])
  if (answer === undefined) {
    const why = failure === undefined ? 'nothing' : `${failure.code}, ${failure.message}`
    return fail(`${nameOf(exchange)} gets no answer: ${why}`, fixService(context), evidence)
  }
  if (answer.status === 429) return throttled(context, exchange, evidence)
  if (answer.status < 500) return undefined
  return fail(statusOf(exchange), fixService(context), evidence)
}

function throttled(context: LmsContext, exchange: Exchange, evidence: readonly string[]): Verdict {
  const wait = exchange.answer?.headers['retry-after']
  const again = wait === undefined ? '' : `, try again in ${wait} s (Retry-After)`
  const own = `wait ${wait ?? '60'} s. For tests, switch off the rate limit in the admin of the LMS, /admin/util/ratelimitconfiguration/, or in the proxy in front of it.`
  return fail(`${nameOf(exchange)} answers 429, too many calls${again}`, fixLms(context, own), evidence)
}

/** `GET /heartbeat answers 503, "Maintenance"`. */
export function statusOf(exchange: Exchange): string {
  const title = titleOf(exchange.answer?.body ?? '')
  const says = title === undefined ? '' : `, "${title}"`
  return `${nameOf(exchange)} answers ${exchange.answer?.status ?? 0}${says}`
}

/** Whether an answer is a page, or a text, where Open edX gives JSON or nothing: something in front of it answers. */
export function isPage({ answer }: Exchange): boolean {
  const body = answer?.body.trim() ?? ''
  if (body === '') return false
  try {
    JSON.parse(body)
    return false
  } catch {
    return true
  }
}

/** `POST /api/enrollment/v1/enrollment`. */
export function nameOf({ asked }: Exchange): string {
  return `${asked.method} ${new URL(asked.url).pathname}`
}

/** A page's heading or title, at most 120 characters. */
export function titleOf(html: string): string | undefined {
  // No tag goes on over the next one: each character of megabytes is looked at once.
  const [, text] = /<h1\b[^<>]*>([^<]+)/i.exec(html) ?? /<title\b[^<>]*>([^<]+)/i.exec(html) ?? []
  return text?.slice(0, 120).replaceAll(/\s+/g, ' ').trim()
}

/** An exchange as evidence, with the beginning of its body where it has one. */
export function withBody(exchange: Exchange, headers: readonly string[] = []): readonly string[] {
  const body = showBody(exchange)
  return [...showExchange(exchange, headers), ...(body === '' ? [] : [body])]
}
