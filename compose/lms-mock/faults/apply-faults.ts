import { setTimeout as wait } from 'node:timers/promises'

import type { MiddlewareHandler } from 'hono'

import { closeExchange } from '../web/close-exchange.ts'
import type { Env } from '../web/platform.ts'
import { decide } from '../web/verdict.ts'
import type { ActiveFaults } from './active-faults.ts'
import { dropConnection } from './drop-connection.ts'
import { maintenanceAnswer, serverErrorPage } from './fault-pages.ts'
import { headerProblem, type FaultSwitch } from './fault-switch.ts'

/** What goes wrong between the caller and Django: the network, the web server, whatever relabels answers. */
export function faultsInFront(faults: FaultSwitch): MiddlewareHandler<Env> {
  return async (context, next) => {
    const request = context.req.raw
    const problem = headerProblem(request)
    if (problem !== undefined) {
      return new Response(`X-Mock-Fault: ${problem}\n`, { status: 400 })
    }
    const active = faults.at(request)
    if (active.has('slow')) {
      await wait(Number(active.get('slow')))
    }
    if (active.has('dropped')) {
      return dropConnection(context)
    }
    if (active.has('maintenance')) {
      return maintenanceAnswer()
    }
    await next()
    if (active.size > 0) {
      relabel(context.res.headers, active, context.req.path.startsWith('/api/'))
    }
  }
}

/** What goes wrong inside Django, once its middleware has run. */
export function faultsInside(): MiddlewareHandler<Env> {
  return async (context, next) => {
    const exchange = context.get('exchange')
    if (exchange.faults.has('server-error')) {
      decide(exchange, 'fault server-error')
      return closeExchange(exchange, serverErrorPage())
    }
    return await next()
  }
}

function relabel(headers: Headers, active: ActiveFaults, isApi: boolean): void {
  const isJson = isApi && headers.get('Content-Type') === 'application/json'
  if (isJson) {
    headers.set('X-Content-Type-Options', 'nosniff')
  }
  if (isJson && active.has('wrong-content-type')) {
    headers.set('Content-Type', 'text/html; charset=utf-8')
    // What a stranger put into the address is in such JSON: as a page it must not run on the control page's origin.
    headers.set('Content-Security-Policy', 'sandbox')
  } else if (isJson && active.has('charset-suffix')) {
    headers.set('Content-Type', 'application/json; charset=utf-8')
  }
}
