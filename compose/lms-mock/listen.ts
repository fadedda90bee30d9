import { chmodSync, rmSync } from 'node:fs'
import type { Server } from 'node:net'

import { parseAddress } from './address.ts'

/** Listens on a port, or on a unix socket: a stale one goes first, the new one is for its group only. */
export async function listen(server: Server, address: string): Promise<void> {
  const place = parseAddress(address)
  if ('path' in place) {
    rmSync(place.path, { force: true })
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, address)))
    server.listen(place, resolve)
  })
  if ('path' in place) {
    chmodSync(place.path, 0o660)
  }
}

function explained(error: NodeJS.ErrnoException, address: string): Error {
  return error.code === 'EADDRINUSE'
    ? new Error(`${address} is taken by another program. CAMPUS_LISTEN=127.0.0.1:<port> listens elsewhere`)
    : error
}
