import { documentedHost } from './documented-host.ts'
import type { SpecFault } from './problem.ts'
import type { Environment, LmsSpec } from './schema.ts'

/** Cookies are shared between the sites by their parent domain: a host elsewhere could not enrol. */
export function hostFaults({ domain, richie, lms }: Environment): SpecFault[] {
  const hosts = [
    { path: ['richie', 'host'], host: richie.host },
    ...Object.entries(lms).map(([key, { host }]) => ({ path: ['lms', key, 'host'], host })),
  ]
  return hosts
    .filter(({ host }) => host !== undefined && !host.endsWith(`.${domain}`))
    .map(({ path, host }) => ({
      path,
      message: `expected a host below ${domain} (cookies are shared there), got "${host}"`,
    }))
}

/** The gateway serves one site at one address. */
export function siteFaults(environment: Environment): SpecFault[] {
  const sites = servedSites(environment)
  return sites.flatMap((site, index) => {
    const twin = sites.slice(0, index).find((other) => other.host === site.host && other.port === site.port)
    if (twin === undefined) return []
    return [{ path: [...site.path, 'port'], message: `${site.host}:${site.port} is taken by ${twin.name}` }]
  })
}

function servedSites(environment: Environment) {
  const { richie, lms } = environment
  const host = (key: string, own: string | undefined) => documentedHost(environment, key, own)
  return [
    { path: ['richie'], name: 'richie', host: host('richie', richie.host), port: richie.port },
    ...Object.entries(lms)
      .filter(([, spec]) => isServed(spec))
      .map(([key, spec]) => ({
        path: ['lms', key],
        name: `lms.${key}`,
        host: host(key, spec.host),
        port: spec.port,
      })),
  ]
}

/** An external LMS stays where it is unless the gateway is to serve it. */
function isServed({ provider, proxy }: LmsSpec): boolean {
  return provider === 'mock' || proxy === true
}
