import type { Server } from 'node:http'

import { createAdaptorServer } from '@hono/node-server'

import { createApplication } from './application.ts'
import { listen } from './listen.ts'
import { readSettings } from './settings.ts'
import { writeStatus } from './status-file.ts'
import { seed } from './store/seed.ts'
import { openStore } from './store/store.ts'

/** Where things are: two paths, a port or socket to listen on, and the status file that the gateway shows. */
export interface Places {
  readonly settings: string
  readonly database: string
  readonly address: string
  readonly status: string | undefined
}

/** nginx keeps idle upstream connections for 60 s: were we the first to close, a request could meet a closing one, a 502. */
const LONGER_THAN_THE_GATEWAY_MS = 75_000

/** Starts the mock: settings, store, seed, then the listener. */
export async function start(places: Places): Promise<void> {
  writeStatus(places.status, 'starting: reading settings')
  const settings = readSettings(places.settings)
  writeStatus(places.status, 'starting: opening the database')
  const store = openStore(places.database)
  seed(store, settings, new Date())
  const app = createApplication({ settings, store, now: () => new Date() })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  server.keepAliveTimeout = LONGER_THAN_THE_GATEWAY_MS
  await listen(server, places.address)
  writeStatus(places.status, 'ready')
  console.log(`${settings.platformName}: mock LMS (${settings.release}) listens on ${places.address}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => stop(server, () => store.close()))
  }
}

/** Lets requests in flight finish, drops idle connections, and is gone within a second. */
function stop(server: Server, closeStore: () => void): void {
  setTimeout(() => server.closeAllConnections(), 700).unref()
  server.close(() => {
    closeStore()
    process.exit(0)
  })
  server.closeIdleConnections()
}
