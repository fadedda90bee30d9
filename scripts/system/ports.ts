import { createServer } from 'node:net'

/** Why a port can't be listened on, or undefined if it can: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`... */
export async function bindFault(address: string, port: number): Promise<string | undefined> {
  return await new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ host: address, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

/** Whether this machine has an IPv6 loopback. */
export async function hasIpv6Loopback(): Promise<boolean> {
  return (await bindFault('::1', 0)) === undefined
}
