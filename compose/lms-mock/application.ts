import { Hono } from 'hono'

import { failurePage } from './pages/error-pages.ts'
import { addRoutes } from './routes.ts'
import { closeExchange } from './web/close-exchange.ts'
import type { World } from './web/open-exchange.ts'
import { platform, type Env } from './web/platform.ts'

/** The mock LMS as a request handler; give it a world and ask it, no sockets needed. */
export function createApplication(world: World, log: (line: string) => void = console.error): Hono<Env> {
  const app = new Hono<Env>()
  app.use('*', platform(world))
  addRoutes(app, world.settings)
  app.onError((error, context) => {
    log(`${context.req.method} ${context.req.path}: ${error.stack ?? error.message}`)
    const exchange = context.get('exchange')
    return closeExchange(exchange, failurePage(exchange))
  })
  return app
}
