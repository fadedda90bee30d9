import type { SpecFault } from '../environment/problem.ts'
import { releaseOf } from '../environment/release.ts'
import type { Environment } from '../environment/schema.ts'
import { planConnection } from './connection.ts'
import { planCourses } from './courses.ts'
import { frontendFaults } from './frontend.ts'
import { gatewayFaults } from './gateway-faults.ts'
import { demoLearners, probeLearner } from './learners.ts'
import type { Lms, Mock } from './lms.ts'
import { planRichieSource, type CheckoutFacts, type RichieSource } from './richie-source.ts'
import { routingFaults } from './routing-faults.ts'
import { type Mode, type Site, planSites } from './site.ts'

/** What the plan must know about the machine. */
export type MachineFacts = {
  /** Ports can be published on ::1: where IPv6 is off, Docker could not start the gateway. */
  readonly ipv6: boolean
  /** Where the mock's image takes Node from: a Linux binary, as an npm package for the architecture. */
  readonly linuxNode: LinuxNode
  /** Of the checkout that Richie comes from, where the spec names one that is there. */
  readonly checkout?: CheckoutFacts
  /** Hosts of the spec's URLs that this machine's resolver leads to itself, among those of hostsToLookUp. */
  readonly namesHere?: readonly string[]
}

export type LinuxNode = {
  /** Relative to `generated/`. */
  readonly modulesDir: string
  readonly package: string
}

/** The environment with every default and every derived value filled in, for one mode. */
export type Plan = {
  readonly name: string
  readonly mode: Mode
  /** Parent of all hosts in tls mode. */
  readonly domain: string
  /** The image that all service images are built on, and where it comes from. */
  readonly base: { readonly image: string; readonly choice: Environment['base'] }
  readonly linuxNode: LinuxNode
  /** Addresses on which ports are published. */
  readonly addresses: readonly string[]
  readonly sites: readonly Site[]
  readonly richie: {
    readonly site: Site
    readonly source: RichieSource
    readonly database: 'postgres' | 'sqlite'
    readonly search: 'elasticsearch' | 'none'
    readonly demo: 'none' | 'small' | 'full'
    readonly admin: { readonly username: string; readonly email: string }
  }
  readonly lmses: readonly Lms[]
  /** Those of the LMSes that are mocks. */
  readonly mocks: readonly Mock[]
  /** Key of the LMS that Richie logs in to. */
  readonly authentication: string
}

/** Whether Richie is a service of this environment; an external Richie is only connected and served. */
export function isRichieOurs({ richie }: Pick<Plan, 'richie'>): boolean {
  return richie.source.provider !== 'url'
}

/** Environment + mode + facts -> plan, and the faults that only show once everything is derived. */
export function makePlan(
  environment: Environment,
  mode: Mode,
  facts: MachineFacts,
): { readonly plan: Plan; readonly faults: readonly SpecFault[] } {
  const sites = planSites(environment, mode, facts.namesHere)
  const [site] = sites
  if (site === undefined) throw new Error('The catalogue is always a site')
  const lmses = Object.entries(environment.lms).map(([key, lms]): Lms => {
    const connection = planConnection(environment, mode, key, lms, sites)
    return {
      key,
      provider: lms.provider,
      url: lms.url?.replace(/\/$/, '') ?? null,
      site: sites.find((candidate) => candidate.key === key) ?? null,
      release: releaseOf(lms.release),
      connection,
      courses: planCourses(key, lms, connection),
      learners: demoLearners,
      probe: probeLearner,
    }
  })
  const { source, database, search, demo } = environment.richie
  const plan: Plan = {
    name: environment.name,
    mode,
    domain: environment.domain,
    base: { image: `${environment.name}-base:bookworm`, choice: environment.base },
    linuxNode: facts.linuxNode,
    addresses: environment.bind === '127.0.0.1' && facts.ipv6 ? ['127.0.0.1', '::1'] : [environment.bind],
    sites,
    richie: {
      site,
      source: planRichieSource(source, facts.checkout),
      database,
      search,
      demo,
      admin: { username: 'admin', email: 'admin@example.com' },
    },
    lmses,
    mocks: lmses.flatMap((lms) =>
      lms.provider === 'mock' && lms.site !== null ? [{ ...lms, site: lms.site }] : [],
    ),
    authentication: environment.authentication ?? lmses[0]?.key ?? '',
  }
  const faults = [
    ...gatewayFaults(lmses, sites, environment.domain),
    ...routingFaults(lmses, environment.lms),
    ...frontendFaults(source, facts.checkout),
  ]
  return { plan, faults }
}
