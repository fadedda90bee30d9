import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { MiddlewareHandler, Context } from 'hono'
import { documentOf } from '../html/layout.ts'
import { markup } from '../html/markup.ts'
import type { ActiveFaults, FaultSwitch } from '../web/active-faults.ts'
import { page, type Answer } from '../web/answer.ts'
import { closeExchange } from '../web/close-exchange.ts'
import { decide } from '../web/exchange.ts'
import type { Env } from '../web/platform.ts'
import { headerProblem } from './fault-switch.ts'

/** What goes wrong between the caller and Django: the network, the web server, whatever relabels answers. */
export function faultsInFront(faults: FaultSwitch): MiddlewareHandler<Env> {
  return async (context, next) => {
    const request = context.req.raw
    const problem = headerProblem(request)
    if (problem !== undefined) return new Response(`X-Mock-Fault: ${problem}\n`, { status: 400 })
    const active = faults.at(request)
    if (active.has('slow')) await wait(Number(active.get('slow')))
    if (active.has('dropped')) return dropConnection(context)
    if (active.has('maintenance')) return maintenanceAnswer()
    await next()
    if (active.size > 0) relabel(context.res.headers, active, context.req.path.startsWith('/api/'))
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
  if (isJson) headers.set('X-Content-Type-Options', 'nosniff')
  if (isJson && active.has('wrong-content-type')) {
    headers.set('Content-Type', 'text/html; charset=utf-8')
    // What a stranger put into the address is in such JSON: as a page it must not run on the control page's origin.
    headers.set('Content-Security-Policy', 'sandbox')
  } else if (isJson && active.has('charset-suffix')) {
    headers.set('Content-Type', 'application/json; charset=utf-8')
  }
}

/**
 * Cuts the caller's connection without an answer. Behind the gateway it is the gateway that must cut it (of a backend that
 * hangs up it would make a page): nginx takes `X-Accel-Redirect` to a location of its own that closes the connection, over
 * HTTP/2 the stream. The gateway comes over a unix socket, which has no address.
 */
function dropConnection(context: Context<Env>): Response {
  const { incoming } = (context.env as { incoming?: IncomingMessage } | undefined) ?? {}
  if (incoming?.socket.remoteAddress !== undefined) incoming.socket.destroy()
  return new Response(null, { status: 200, headers: { 'X-Accel-Redirect': '/__campus/drop' } })
}

/** The web server's own page while the platform is upgraded. Nothing of Django's: no CORS headers, no cookies. */
function maintenanceAnswer(): Response {
  const body = markup`<main><h1>Down for maintenance</h1>
<p>This learning platform is being upgraded and will be back in a few minutes.</p>
<p class="soft">The mock shows this because of the fault <code>maintenance</code>.</p></main>`
  return new Response(documentOf('Down for maintenance', body), {
    status: 503,
    headers: { 'Content-Type': 'text/html', 'Retry-After': '300' },
  })
}

/** Django's 500 page; what the platform adds to each answer is added to this one too. */
function serverErrorPage(): Answer {
  const body = markup`<main><h1>There has been a 500 error on the servers</h1>
<p>Please wait a few seconds and reload the page. If it stays, write to the support of this platform.</p>
<p class="soft">The mock shows this because of the fault <code>server-error</code>.</p></main>`
  return page(500, documentOf('Server error', body))
}
