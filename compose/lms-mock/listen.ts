import { chmodSync, lstatSync, rmSync } from 'node:fs'
import { connect, type Server } from 'node:net'

import { addressText, type Address } from './address.ts'
import { SettingsError } from './settings-error.ts'

/**
 * Listens on a port, or on a unix socket, which is then for its group only. A socket that a dead process left goes first;
 * anything else at that path stays, and is an error.
 */
export async function listen(server: Server, address: Address): Promise<void> {
  if ('path' in address) {
    await makeRoom(address.path)
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? taken(address) : error),
    )
    server.listen(address, resolve)
  })
  if ('path' in address) {
    chmodSync(address.path, 0o660)
  }
}

async function makeRoom(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) {
    return
  }
  if (!found.isSocket()) {
    throw new SettingsError('The environment', [`Expected CAMPUS_LISTEN to be a socket, but ${path} is none`])
  }
  if (!(await isRefused(path))) {
    throw taken({ path })
  }
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
    `${addressText(address)} is taken by another program. CAMPUS_LISTEN=127.0.0.1:<port> listens elsewhere`,
  )
}
