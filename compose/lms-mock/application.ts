import { Hono } from 'hono'
import { control } from './control/control.ts'
import { faultsInFront, faultsInside } from './faults/apply-faults.ts'
import { faultSwitch } from './faults/fault-switch.ts'
import { failurePage, tooLargePage } from './html/layout.ts'
import { recordRequests } from './log/record-requests.ts'
import { requestLog } from './log/request-log.ts'
import { releaseOf } from './release/release.ts'
import { addRoutes } from './routes.ts'
import { closeExchange } from './web/close-exchange.ts'
import type { Exchange } from './web/exchange.ts'
import type { World } from './web/open-exchange.ts'
import { platform, type Env } from './web/platform.ts'
import { BodyTooLarge } from './web/read-body.ts'

/**
 * The mock LMS as a request handler; give it a world and ask it, no sockets needed. The control page comes first, for it
 * is no part of the platform: no fault meets it and no log shows it.
 */
export function createApplication(world: World, log: (line: string) => void = console.error): Hono<Env> {
  const faults = world.faults ?? faultSwitch(world.store.database)
  const requests = requestLog()
  const release = releaseOf(world.settings)
  const controlPage = control({ ...world, faults, requests }, log)
  const app = new Hono<Env>()
  app.all('/mock/*', async (context) => await controlPage(context.req.raw))
  app.use('*', recordRequests(requests, faults))
  app.use('*', faultsInFront(faults))
  app.use('*', platform({ ...world, faults }, release))
  app.use('*', faultsInside())
  addRoutes(app, world.settings, release)
  app.onError((error, context) => {
    // None where the very opening of it failed.
    const exchange = context.get('exchange') as Exchange | undefined
    if (error instanceof BodyTooLarge && exchange !== undefined)
      return closeExchange(exchange, tooLargePage(exchange))
    log(`${context.req.method} ${context.req.path}: ${error.stack ?? error.message}`)
    return exchange === undefined
      ? new Response('A server error occurred.\n', { status: 500 })
      : closeExchange(exchange, failurePage(exchange))
  })
  return app
}
