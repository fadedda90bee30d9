import type { Context, MiddlewareHandler } from 'hono'
import { noFaults, faultySettings } from './active-faults.ts'
import type { Answer } from './answer.ts'
import { closeExchange } from './close-exchange.ts'
import { preflight } from './cors.ts'
import type { Exchange, Release } from './exchange.ts'
import { openExchange, type World } from './open-exchange.ts'

/** What travels in Hono's context. */
export type Env = {
  Variables: { exchange: Exchange }
}

/** One page or endpoint of the platform; undefined means that no such thing exists, a 404 page. */
export type View = (exchange: Exchange) => Answer | Promise<Answer>

/** The platform's outer middleware: preflights, then the session cookie, before any view: teak-measured [085, 126-134, 191-196]. */
export function platform(world: World, release: Release): MiddlewareHandler<Env> {
  return async (context, next) => {
    const request = context.req.raw
    if (request.method === 'OPTIONS' && request.headers.has('access-control-request-method')) {
      const settings = faultySettings(world.settings, world.faults?.at(request) ?? noFaults)
      return preflight({ settings, release }, request.headers.get('origin') ?? undefined)
    }
    const exchange = openExchange(request, world, release)
    context.set('exchange', exchange)
    const { web } = exchange.release
    if (exchange.kind === 'malformed') return closeExchange(exchange, web.malformedSession(exchange))
    if (exchange.kind === 'tampered') return closeExchange(exchange, web.tamperedSession(exchange))
    return await next()
  }
}

/** Runs a view for a route. */
export function serve(view: View): (context: Context<Env>) => Promise<Response> {
  return async (context) => {
    const exchange = context.get('exchange')
    return closeExchange(exchange, await view(exchange))
  }
}
