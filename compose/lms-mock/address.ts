/** Where a server listens: a path, or a host and a port. */
export type Address = { readonly path: string } | { readonly host: string; readonly port: number }

/** Reads `8073` (on loopback), `0.0.0.0:8073`, `[::1]:8073`; all else is the path of a unix socket. */
export function parseAddress(text: string): Address {
  const [, inBrackets, host, port] = /^(?:(?:\[([0-9a-f:]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(text) ?? []
  return port === undefined ? { path: text } : { host: inBrackets ?? host ?? '127.0.0.1', port: Number(port) }
}

/** How a program on the same machine reaches it. */
export function reachable(address: Address): { socketPath: string } | { host: string; port: number } {
  if ('path' in address) {
    return { socketPath: address.path }
  }
  const host = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address.host] ?? address.host
  return { host, port: address.port }
}
