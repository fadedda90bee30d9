import { SettingsError } from '../settings/reader.ts'

/** Where a server listens: a path, or a host and a port. */
export type Address = { readonly path: string } | { readonly host: string; readonly port: number }

const highestPort = 65_535

/** Where the mock listens, as CAMPUS_LISTEN says it. */
export function listenAddress(env: NodeJS.ProcessEnv): Address {
  return parseAddress(env['CAMPUS_LISTEN'] ?? '8073')
}

/**
 * Reads `8073` (on loopback), `0.0.0.0:8073`, `[::1]:8073`, or the path of a unix socket, which holds a `/`. Throws a
 * SettingsError for all else: a typo must not become a file.
 */
export function parseAddress(text: string): Address {
  if (text.includes('/')) return { path: text }
  const [, inBrackets, host, digits] = /^(?:(?:\[([0-9a-f:]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(text) ?? []
  const port = Number(digits ?? Number.NaN)
  if (!(port <= highestPort)) {
    const rule = '<port>, <host>:<port> or the path of a socket, with a / in it'
    throw new SettingsError('Environment variables', [`Expected CAMPUS_LISTEN to be ${rule}, got "${text}"`])
  }
  return { host: inBrackets ?? host ?? '127.0.0.1', port }
}

/** How a program on the same machine reaches it. */
export function reachable(address: Address): { socketPath: string } | { host: string; port: number } {
  if ('path' in address) return { socketPath: address.path }
  const host = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address.host] ?? address.host
  return { host, port: address.port }
}

/** The address for people: a path, or `host:port`. */
export function addressText(address: Address): string {
  if ('path' in address) return address.path
  return address.host.includes(':') ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`
}
