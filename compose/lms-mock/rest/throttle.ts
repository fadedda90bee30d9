import { json, type Answer } from '../web/answer.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import type { Caller } from './authenticate.ts'

/**
 * The throttle of the enrollment API, asked after authentication and permission and before the view: openedx-api 1.1,
 * teak-measured, "is wrong" 10. Off unless the fault `throttled` is on; its parameter is the number of calls a minute.
 */
export function throttle(exchange: Exchange, caller: Caller): Answer | undefined {
  const perMinute = exchange.faults.get('throttled')
  if (perMinute === undefined || caller.hasApiKey || !exchange.path.startsWith('/api/enrollment/'))
    return undefined
  const { staffCallsFactor, printsFloatingSeconds } = exchange.release.enrollment
  const calls = Number(perMinute) * (caller.learner?.isStaff === true ? staffCallsFactor : 1)
  const seconds = exchange.recentCalls?.take(identity(exchange, caller), calls, exchange.now)
  if (seconds === undefined) return undefined
  const who = caller.learner?.username ?? 'this address'
  decide(exchange, '1.1 throttle', `more than ${calls} calls by ${who} within a minute`)
  const wait = printsFloatingSeconds ? `${seconds}.0` : String(seconds)
  const detail = `Request was throttled. Expected available in ${wait} second${seconds === 1 ? '' : 's'}.`
  return json(429, { detail }, { 'Retry-After': String(seconds) })
}

function identity(exchange: Exchange, caller: Caller): string {
  return caller.learner === undefined
    ? `address ${exchange.header('x-forwarded-for') ?? ''}`
    : `learner ${caller.learner.id}`
}
