import type { Context, MiddlewareHandler } from 'hono'

import type { Answer } from './answer.ts'
import { page, redirect } from './answer.ts'
import { closeExchange } from './close-exchange.ts'
import { deleteCookie } from './cookies.ts'
import { preflight } from './cors.ts'
import type { Exchange } from './exchange.ts'
import { openExchange, type World } from './open-exchange.ts'

/** What travels in Hono's context. */
export interface Env {
  Variables: { exchange: Exchange }
}

/** One page or endpoint of the platform; undefined means that no such thing exists, a 404 page. */
export type View = (exchange: Exchange) => Answer | Promise<Answer>

/** The platform's outer middleware: preflights, then the session cookie, before any view: teak-measured [085, 126-134, 191-196]. */
export function platform(world: World): MiddlewareHandler<Env> {
  return async (context, next) => {
    const request = context.req.raw
    if (request.method === 'OPTIONS' && request.headers.has('access-control-request-method')) {
      return preflight(world.settings, request.headers.get('origin') ?? undefined)
    }
    const exchange = openExchange(request, world)
    if (exchange.kind === 'malformed') {
      return closeExchange(exchange, {
        ...page(500, 'Encountered error while rendering error page.'),
        isBare: true,
      })
    }
    if (exchange.kind === 'tampered') {
      return refuseSession(exchange)
    }
    context.set('exchange', exchange)
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

/** A session cookie with a wrong signature: 401, zero bytes, five cookies deleted; a browser's page goes to the login (inferred). */
function refuseSession(exchange: Exchange): Response {
  const { settings, now } = exchange
  const names = [
    settings.sessionCookie,
    'edx-jwt-cookie-header-payload',
    'edx-jwt-cookie-signature',
    'edxloggedin',
    'edx-user-info',
  ]
  exchange.cookiesOut.push(...names.map((name) => deleteCookie(name, {}, now)))
  const isPage = (exchange.header('accept') ?? '').includes('text/html')
  const answer = isPage ? redirect(`/login?next=${encodeURIComponent(exchange.path)}`) : page(401, '')
  return closeExchange(exchange, { ...answer, headers: { ...answer.headers, Vary: 'Cookie' }, isBare: true })
}
