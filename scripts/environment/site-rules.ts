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

/** The gateway serves one site at one address, and takes no port of this machine that an LMS has by itself. */
export function siteFaults(environment: Environment): SpecFault[] {
  const sites = servedSites(environment)
  const twins = sites.flatMap((site, index) => {
    const twin = sites.slice(0, index).find((other) => other.host === site.host && other.port === site.port)
    if (twin === undefined) return []
    return [{ path: [...site.path, 'port'], message: `${site.host}:${site.port} is taken by ${twin.name}` }]
  })
  const held = Object.entries(environment.lms).flatMap(([key, { url, ...lms }]): SpecFault[] => {
    if (lms.provider === 'mock' || lms.proxy === true || url === undefined) return []
    const { hostname, port: stated, protocol } = new URL(url)
    const port = Number(stated || (protocol === 'https:' ? 443 : 80))
    const site = sites.find((one) => one.port === port)
    if (site === undefined || site.host === hostname || !isNear(hostname, environment.domain)) return []
    const free = [port + 1, port + 2, port + 3].find((next) => sites.every((one) => one.port !== next))
    const message = `its port ${port} is taken by ${site.name}, in the gateway: give that another, such as ${site.name}.port: ${free}`
    return [{ path: ['lms', key, 'url'], message }]
  })
  return [...twins, ...held]
}

function servedSites({ domain, richie, lms }: Environment) {
  return [
    { path: ['richie'], name: 'richie', host: richie.host ?? `richie.${domain}`, port: richie.port },
    ...Object.entries(lms)
      .filter(([, spec]) => isServed(spec))
      .map(([key, { host, port }]) => ({
        path: ['lms', key],
        name: `lms.${key}`,
        host: host ?? `${key}.${domain}`,
        port,
      })),
  ]
}

/** A name of this machine, or one that stands beside Richie's. */
function isNear(host: string, domain: string): boolean {
  return host.endsWith(`.${domain}`) || /^(?:127\.[\d.]+|(?:.+\.)?localhost)$/.test(host)
}

/** An external LMS stays where it is unless the gateway is to serve it. */
function isServed({ provider, proxy }: LmsSpec): boolean {
  return provider === 'mock' || proxy === true
}
