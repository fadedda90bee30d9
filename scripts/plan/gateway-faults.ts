import type { SpecFault } from '../environment/problem.ts'
import type { Lms } from './lms.ts'
import type { Site } from './site.ts'
import { isHere } from './upstream.ts'

/** Addresses of the spec at which the gateway itself listens, though another server was meant. */
export function gatewayFaults(lmses: readonly Lms[], sites: readonly Site[], domain: string): SpecFault[] {
  return [...loopFaults(sites), ...heldPortFaults(lmses, sites, domain)]
}

/** The gateway would ask itself. */
function loopFaults(sites: readonly Site[]): SpecFault[] {
  return sites.flatMap(({ key, port, origins, upstream }): SpecFault[] => {
    if (upstream.kind !== 'url') return []
    const path = key === 'richie' ? ['richie', 'source', 'url'] : ['lms', key, 'url']
    if (origins.includes(upstream.origin))
      return [{ path, message: 'is the address of the gateway; expected the one behind it' }]
    const taker = takerOf(upstream.origin, upstream.port, sites)
    if (!upstream.isHere || taker === undefined || isOfLms(taker, upstream.origin)) return []
    const whose = taker.port === port ? 'it' : nameOf(taker)
    const message = `is on port ${upstream.port}, where the gateway serves ${whose}; expected the address behind it`
    return [{ path, message }]
  })
}

/** An LMS that is not served by the gateway, on a port of this machine that the gateway needs. */
function heldPortFaults(lmses: readonly Lms[], sites: readonly Site[], domain: string): SpecFault[] {
  return lmses.flatMap(({ key, url, site }): SpecFault[] => {
    if (url === null || site !== null) return []
    const { hostname, port: stated, protocol } = new URL(url)
    const port = Number(stated || (protocol === 'https:' ? 443 : 80))
    const taker = takerOf(url, port, sites)
    // The hosts file leads what is below the domain to this machine.
    if (taker === undefined || !(isHere(hostname) || hostname.endsWith(`.${domain}`))) return []
    if (isOfLms(taker, url)) return []
    const path = ['lms', key, 'url']
    if (taker.origins.includes(url)) return [{ path, message: `is the address of ${nameOf(taker)}` }]
    const free = [port + 1, port + 2, port + 3].find((next) => sites.every((one) => one.port !== next))
    const message = `the gateway uses its port ${port} for ${nameOf(taker)}: move that, such as ${nameOf(taker)}.port: ${free}`
    return [{ path, message }]
  })
}

/** The site of that address, else one on its port: several share a port by their names. */
function takerOf(origin: string, port: number, sites: readonly Site[]): Site | undefined {
  const there = sites.filter((site) => site.port === port)
  return there.find(({ origins }) => origins.includes(origin)) ?? there[0]
}

/** The address of another LMS: routingFaults reports that. */
function isOfLms({ key, origins }: Site, url: string): boolean {
  return key !== 'richie' && origins.includes(url)
}

function nameOf({ key }: Site): string {
  return key === 'richie' ? 'richie' : `lms.${key}`
}
