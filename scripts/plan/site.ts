import { documentedHost } from '../environment/course-link.ts'
import { richieProviderOf } from '../environment/richie-source-rules.ts'
import type { Environment } from '../environment/schema.ts'
import { runFolder } from './container-paths.ts'
import { planUrlUpstream, type Upstream } from './upstream.ts'

export type Mode = 'http' | 'tls'

/** One public origin that the gateway serves. */
export type Site = {
  /** `richie`, or the key of the LMS in the spec. */
  readonly key: string
  readonly mode: Mode
  readonly port: number
  /** The host that is printed, wired and stored. */
  readonly host: string
  /** scheme://host:port of the canonical host. */
  readonly origin: string
  /** All host names that the gateway answers for on this port, the canonical one first. */
  readonly names: readonly string[]
  /** All origins by which this site may be known, in either mode: stored links may hold any of them. */
  readonly origins: readonly string[]
  readonly upstream: Upstream
}

/**
 * The sites of an environment, the catalogue first, then the LMSes that the gateway serves. `namesHere`: hosts of the spec's URLs
 * that this machine's resolver leads to itself.
 */
export function planSites(
  environment: Environment,
  mode: Mode,
  namesHere: readonly string[] = [],
): readonly Site[] {
  const { host, port, source } = environment.richie
  const specs = [
    { key: 'richie', host, port, url: richieProviderOf(source) === 'url' ? source.url : undefined },
    ...Object.entries(environment.lms)
      .filter(([, lms]) => lms.provider === 'mock' || lms.proxy === true)
      .map(([key, { host, port, url }]) => ({ key, host, port, url })),
  ]
  // The containers' network leads the names of all sites to the gateway itself.
  const here = [...namesHere, ...specs.flatMap((spec) => ownNames(environment, spec))]
  return specs.map((spec, index) => {
    // `localhost` on a port that two sites share can only mean one of them: the first.
    const ownsLocalhost = specs.findIndex((other) => other.port === spec.port) === index
    return planSite(environment, mode, { ...spec, ownsLocalhost }, here)
  })
}

type SiteSpec = {
  readonly key: string
  readonly host: string | undefined
  readonly port: number
  readonly url: string | undefined
}

/** The documented name, and that of http mode: browsers turn http://*.dev into https (design.md, 6). */
function ownNames(environment: Environment, { key, host }: SiteSpec): [string, string] {
  return [documentedHost(environment, key, host), `${key}.${environment.name}.localhost`]
}

function planSite(
  environment: Environment,
  mode: Mode,
  { ownsLocalhost, ...spec }: SiteSpec & { readonly ownsLocalhost: boolean },
  namesHere: readonly string[],
): Site {
  const { key, port, url } = spec
  const own = ownNames(environment, spec)
  const [documented, local] = own
  const canonical = mode === 'tls' ? documented : local
  const names = [
    ...new Set([canonical, ...own, ...(ownsLocalhost ? ['localhost', '127.0.0.1', '[::1]'] : [])]),
  ]
  return {
    key,
    mode,
    port,
    host: canonical,
    origin: `${mode === 'tls' ? 'https' : 'http'}://${canonical}${portSuffix(mode, port)}`,
    names,
    origins: [
      ...new Set(
        (['http', 'tls'] as const).flatMap((either) =>
          names.map((name) => `${either === 'tls' ? 'https' : 'http'}://${name}${portSuffix(either, port)}`),
        ),
      ),
    ],
    upstream:
      url === undefined
        ? { kind: 'socket', path: runFolder.socket(key) }
        : planUrlUpstream(url, canonical, namesHere),
  }
}

/** Browsers leave the default port out of an origin. */
function portSuffix(mode: Mode, port: number): string {
  return port === (mode === 'tls' ? 443 : 80) ? '' : `:${port}`
}

/** The command that starts the environment in a mode. */
export function startCommand(mode: Mode): string {
  return mode === 'tls' ? 'make run-ssl' : 'make run'
}
