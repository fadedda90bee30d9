import { chmodSync, rmSync } from 'node:fs'
import type { Server } from 'node:net'

/** Listens on a port, or on a unix socket: a stale one goes first, the new one is for its group only. */
export async function listen(server: Server, address: string): Promise<void> {
  const port = /^\d+$/.test(address) ? Number(address) : undefined
  if (port === undefined) {
    rmSync(address, { force: true })
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port === undefined ? { path: address } : { port }, resolve)
  })
  if (port === undefined) {
    chmodSync(address, 0o660)
  }
}
