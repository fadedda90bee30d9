import type { MiddlewareHandler } from 'hono'

import { headerProblem, type FaultSwitch } from '../faults/fault-switch.ts'
import { faultText } from '../faults/fault-text.ts'
import type { Env } from '../web/platform.ts'
import type { Exchange } from '../web/exchange.ts'
import { refusalFacts } from './refusal-facts.ts'
import type { RequestLog } from './request-log.ts'
import { shownPath } from './shown-path.ts'

/** Notes every request that the platform is asked, but for the health check's. */
export function recordRequests(log: RequestLog, faults: FaultSwitch): MiddlewareHandler<Env> {
  return async (context, next) => {
    if (context.req.path === '/heartbeat') {
      return await next()
    }
    const request = context.req.raw
    const at = new Date()
    const begun = performance.now()
    const met = faults.at(request)
    await next()
    // Nothing here where the answer came before the platform looked: a preflight, a fault in front of it.
    const exchange = context.get('exchange') as Exchange | undefined
    const { status } = context.res
    log.add({
      at: at.toISOString(),
      method: request.method,
      path: shownPath(request.url),
      status: met.has('dropped') ? 0 : status,
      ms: Math.round(performance.now() - begun),
      learner: (exchange?.user ?? exchange?.session.learner)?.username ?? null,
      rule: exchange?.verdict.rule ?? ruleBefore(request, status, met),
      why: exchange?.verdict.why ?? null,
      facts: status >= 400 && status < 500 ? refusalFacts(request, status) : null,
      faults: [...met].map(([name, parameter]) => faultText(name, parameter)),
    })
  }
}

function ruleBefore(request: Request, status: number, met: ReadonlyMap<string, string>): string | null {
  if (headerProblem(request) !== undefined) {
    return 'X-Mock-Fault names no fault'
  }
  const fault = ['dropped', 'maintenance'].find((name) => met.has(name))
  if (fault !== undefined) {
    return `fault ${fault}`
  }
  const isPreflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method')
  return isPreflight && status === 200 ? '4.1 preflight' : null
}
