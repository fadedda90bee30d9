import { isIP } from 'node:net'
import { richieProviderOf } from '../environment/richie-source-rules.ts'
import type { Environment } from '../environment/schema.ts'

/** Where the gateway finds what a site serves. */
export type Upstream =
  /** A service of this environment: the unix socket on which it listens, inside the containers. */
  { readonly kind: 'socket'; readonly path: string } | UrlUpstream

/** An external site. */
export type UrlUpstream = {
  readonly kind: 'url'
  /** As this machine reaches it. */
  readonly origin: string
  readonly isSecure: boolean
  /** Host name or IPv4 address. */
  readonly host: string
  readonly port: number
  /** It runs on this machine: in a container a loopback address would be the container itself. */
  readonly isHere: boolean
  /** It already has the site's name of this mode: there is nothing to rewrite. */
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

/** Public DNS leads these names of Tutor, and all below them, to 127.0.0.1 (openedx-tooling.md, A). */
const tutorNames = ['local.openedx.io', 'local.edly.io', 'local.overhang.io']

/** Whether a host of a URL is this machine, whatever its resolver says. */
export function isHere(host: string): boolean {
  if (isIP(host) !== 0) return host.startsWith('127.') || host === '0.0.0.0'
  return ['localhost', ...tutorNames].some((name) => host === name || host.endsWith(`.${name}`))
}

/** Hosts that the gateway must reach, if only the resolver knows whether they are this machine. */
export function hostsToLookUp(environment: Environment): readonly string[] {
  const { richie, lms } = environment
  const urls = [
    richieProviderOf(richie.source) === 'url' ? richie.source.url : undefined,
    ...Object.values(lms).map(({ proxy, url }) => (proxy === true ? url : undefined)),
  ]
  const hosts = urls.filter((url) => url !== undefined).map((url) => new URL(url).hostname)
  return [...new Set(hosts)].filter((host) => isIP(host) === 0 && !isHere(host))
}
