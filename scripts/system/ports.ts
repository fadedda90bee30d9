import { readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { listFolder, readTextOrEmpty } from './files.ts'

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

export type PortHolder = { readonly pid: number; readonly name: string }

/**
 * The process that listens on a TCP port, from /proc (Linux). Undefined where it can't be seen: another system, or a
 * process of another user.
 */
export function findPortHolder(port: number): PortHolder | undefined {
  const inodes = new Set([
    ...listeningInodes('/proc/net/tcp', port),
    ...listeningInodes('/proc/net/tcp6', port),
  ])
  if (inodes.size === 0) return undefined
  for (const pid of listFolder('/proc').filter((name) => /^\d+$/.test(name))) {
    const holds = listFolder(`/proc/${pid}/fd`).some((fd) => inodes.has(linkOf(`/proc/${pid}/fd/${fd}`)))
    if (holds) return { pid: Number(pid), name: readTextOrEmpty(`/proc/${pid}/comm`).trim() }
  }
  return undefined
}

/** Socket links (`socket:[123]`) of the listeners on a port; state 0A is LISTEN, see proc_net_tcp(5). */
function listeningInodes(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  return readTextOrEmpty(table)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(`:${hexPort}`) && fields[3] === '0A')
    .map((fields) => `socket:[${fields[9]}]`)
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
