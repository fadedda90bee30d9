import { chmodSync, lstatSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApplication } from '../application.ts'
import { controlLink, controlToken } from '../control/access.ts'
import { faultSwitch } from '../faults/fault-switch.ts'
import { SettingsError } from '../settings/reader.ts'
import type { Settings } from '../settings/settings.ts'
import { seed } from '../store/seed.ts'
import { openStore } from '../store/store.ts'
import { startSync, syncSurroundings } from '../sync/start-sync.ts'
import { type Address, addressText } from './address.ts'
import { writeStatus } from './status-file.ts'

/** Where things are: a database's path, where to listen, and the status file that the gateway shows. */
export type Places = {
  readonly database: string
  readonly address: Address
  readonly status: string | undefined
}

/** nginx keeps idle upstream connections for 60 s: were we the first to close, a request could meet a closing one, a 502. */
const longerThanTheGatewayMs = 75_000

/** More than the gateway lets through: all cookies of a domain come here. In bytes. */
const maxHeaderSize = 640 * 1024

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
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: { maxHeaderSize } }) as Server
  server.keepAliveTimeout = longerThanTheGatewayMs
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

/**
 * Listens on a port, or on a unix socket, which is then for its group only. A socket that a dead process left goes first;
 * anything else at that path stays, and is an error.
 */
export async function listen(server: Server, address: Address): Promise<void> {
  if ('path' in address) await makeRoom(address.path)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? taken(address) : error),
    )
    server.listen(address, resolve)
  })
  if ('path' in address) chmodSync(address.path, 0o660)
}

async function makeRoom(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isSocket()) {
    throw new SettingsError('Environment variables', [
      `Expected CAMPUS_LISTEN to be a socket, but ${path} is not one`,
    ])
  }
  if (!(await isRefused(path))) throw taken({ path })
  rmSync(path, { force: true })
}

/** Whether nobody listens there any more; any other failure, a full queue say, may be that of a living process. */
async function isRefused(path: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy()
      resolve(false)
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'))
  })
}

function taken(address: Address): Error {
  return new Error(
    `${addressText(address)} is in use by another program. Set another address: CAMPUS_LISTEN=127.0.0.1:<port>`,
  )
}
