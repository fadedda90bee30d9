import type { Environment } from '../environment/schema.ts'
import { runFolder } from './run-folder.ts'

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

/** Where the gateway finds what a site serves. */
export type Upstream =
  /** A service of ours: the unix socket on which it listens, inside the containers. */
  | { readonly kind: 'socket'; readonly path: string }
  /** What is not ours: its origin as this machine reaches it. */
  | { readonly kind: 'url'; readonly origin: string }

/** The sites of an environment, the catalogue first, then the LMSes that the gateway serves. */
export function planSites(environment: Environment, mode: Mode): readonly Site[] {
  const specs = [
    { key: 'richie', host: environment.richie.host, port: environment.richie.port, url: undefined },
    ...Object.entries(environment.lms)
      .filter(([, lms]) => lms.provider === 'mock' || lms.proxy === true)
      .map(([key, { host, port, url }]) => ({ key, host, port, url })),
  ]
  return specs.map((spec, index) => {
    // `localhost` on a port that two sites share can only mean one of them: the first.
    const ownsLocalhost = specs.findIndex((other) => other.port === spec.port) === index
    return planSite(environment, mode, { ...spec, ownsLocalhost })
  })
}

type SiteSpec = {
  key: string
  host: string | undefined
  port: number
  url: string | undefined
  ownsLocalhost: boolean
}

function planSite(
  environment: Environment,
  mode: Mode,
  { key, host, port, url, ownsLocalhost }: SiteSpec,
): Site {
  const documented = host ?? `${key}.${environment.domain}`
  // Browsers turn http://*.dev into https, so http mode has names of its own (design.md, 6).
  const local = `${key}.${environment.name}.localhost`
  const loopback = ownsLocalhost ? ['localhost', '127.0.0.1', '[::1]'] : []
  const canonical = mode === 'tls' ? documented : local
  const names = [...new Set([canonical, documented, local, ...loopback])]
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
        : { kind: 'url', origin: url.replace(/\/$/, '') },
  }
}

/** Browsers leave the default port out of an origin. */
function portSuffix(mode: Mode, port: number): string {
  return port === (mode === 'tls' ? 443 : 80) ? '' : `:${port}`
}
