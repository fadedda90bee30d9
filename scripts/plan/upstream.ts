import { isHere } from './here.ts'

/** Where the gateway finds what a site serves. */
export type Upstream =
  /** A service of ours: the unix socket on which it listens, inside the containers. */
  { readonly kind: 'socket'; readonly path: string } | UrlUpstream

/** What is not ours. */
export type UrlUpstream = {
  readonly kind: 'url'
  /** As this machine reaches it. */
  readonly origin: string
  readonly isSecure: boolean
  /** Host name or IPv4 address. */
  readonly host: string
  readonly port: number
  /** It runs on this machine: what is loopback here leads a container to itself. */
  readonly isHere: boolean
  /** It goes by the site's own name of this mode already: there is nothing to rewrite. */
  readonly isNamedAsSite: boolean
}

/** A URL of the spec as the upstream of the site that browsers know by `siteHost`. `namesHere`: more hosts that are this machine. */
export function planUrlUpstream(url: string, siteHost: string, namesHere: readonly string[]): UrlUpstream {
  const { origin, protocol, hostname: host, port } = new URL(url)
  const isSecure = protocol === 'https:'
  return {
    kind: 'url',
    origin,
    isSecure,
    host,
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
    isHere: isHere(host) || namesHere.includes(host),
    isNamedAsSite: host === siteHost,
  }
}
