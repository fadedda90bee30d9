import { isIP } from 'node:net'
import { richieProviderOf } from '../environment/richie-source-rules.ts'
import type { Environment } from '../environment/schema.ts'

/** Public DNS leads these names of Tutor, and all below them, to 127.0.0.1 (openedx-tooling.md, A). */
const tutorNames = ['local.openedx.io', 'local.edly.io', 'local.overhang.io']

/** Whether a host of a URL is this machine, whatever its resolver says. */
export function isHere(host: string): boolean {
  if (isIP(host) !== 0) return host.startsWith('127.') || host === '0.0.0.0'
  return ['localhost', ...tutorNames].some((name) => host === name || host.endsWith(`.${name}`))
}

/** Hosts that the gateway is to reach, and of which only the resolver knows whether they are this machine. */
export function hostsToLookUp(environment: Environment): readonly string[] {
  const { richie, lms } = environment
  const urls = [
    richieProviderOf(richie.source) === 'url' ? richie.source.url : undefined,
    ...Object.values(lms).map(({ proxy, url }) => (proxy === true ? url : undefined)),
  ]
  const hosts = urls.filter((url) => url !== undefined).map((url) => new URL(url).hostname)
  return [...new Set(hosts)].filter((host) => isIP(host) === 0 && !isHere(host))
}
