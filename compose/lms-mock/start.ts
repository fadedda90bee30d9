import type { Server } from 'node:http'

import { createAdaptorServer } from '@hono/node-server'

import type { Address } from './address.ts'
import { createApplication } from './application.ts'
import { controlLink, controlToken } from './control/access.ts'
import { faultSwitch } from './faults/fault-switch.ts'
import { listen } from './listen.ts'
import type { Settings } from './settings.ts'
import { writeStatus } from './status-file.ts'
import { seed } from './store/seed.ts'
import { openStore } from './store/store.ts'
import { startSync, syncSurroundings } from './sync/start-sync.ts'

/** Where things are: a database's path, where to listen, and the status file that the gateway shows. */
export interface Places {
  readonly database: string
  readonly address: Address
  readonly status: string | undefined
}

/** nginx keeps idle upstream connections for 60 s: were we the first to close, a request could meet a closing one, a 502. */
const LONGER_THAN_THE_GATEWAY_MS = 75_000

/** Starts the mock: store, seed, then the listener. Gives the link to the control page once it answers. */
export async function start(settings: Settings, places: Places, env: NodeJS.ProcessEnv): Promise<string> {
  writeStatus(places.status, 'starting: opening the database')
  const store = openStore(places.database)
  seed(store, settings, new Date())
  const faults = faultSwitch(store.database)
  const isWithheld = () => faults.active().has('webhook-withheld')
  const sync = startSync(settings, store, syncSurroundings(env), isWithheld)
  const token = controlToken(env['CAMPUS_CONTROL_TOKEN'])
  const world = { settings, store, now: () => new Date(), faults, controlToken: token, ...(sync && { sync }) }
  const app = createApplication(world)
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  server.keepAliveTimeout = LONGER_THAN_THE_GATEWAY_MS
  await listen(server, places.address)
  writeStatus(places.status, 'ready')
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      sync?.close()
      stop(server, () => {
        store.close()
        writeStatus(places.status, 'stopped')
      })
    })
  }
  return controlLink(settings, token)
}

/** Lets requests in flight finish, drops idle connections, and is gone within a second. */
function stop(server: Server, goodbye: () => void): void {
  setTimeout(() => server.closeAllConnections(), 700).unref()
  server.close(() => {
    goodbye()
    process.exit(0)
  })
  server.closeIdleConnections()
}
