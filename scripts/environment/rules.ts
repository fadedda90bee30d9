import { registrableDomain } from '../system/registrable-domain.ts'
import { documentedHost } from './course-link.ts'
import { courseFaults, regexFaults } from './course-rules.ts'
import { lmsKeysOf } from './merge.ts'
import type { SpecFault } from './problem.ts'
import { fittingBackend, backendOf } from './release.ts'
import { richieSourceFaults } from './richie-source-rules.ts'
import type { Environment, LmsSpec } from './schema.ts'

/** Names of campus's own services in the compose project: an LMS can't have these. */
const reservedKeys: readonly string[] = ['richie', 'gateway', 'database', 'search', 'frontend', 'default']

/** What the schema can't say: rules between several values of the spec. */
export function specFaults(environment: Environment): SpecFault[] {
  const lmses = Object.entries(environment.lms)
  return [
    ...(lmses.length === 0 ? [{ path: ['lms'], message: 'expected at least one LMS' }] : []),
    ...authenticationFaults(environment),
    ...hostFaults(environment),
    ...siteFaults(environment),
    ...richieSourceFaults(environment.richie.source),
    ...lmses.flatMap(([key, lms]) => lmsFaults(key, lms)),
  ]
}

function lmsFaults(key: string, lms: LmsSpec): SpecFault[] {
  const at = (...path: (string | number)[]) => ['lms', key, ...path]
  const faults: SpecFault[] = []
  if (reservedKeys.includes(key)) {
    faults.push({
      path: at(),
      message: `"${key}" is a reserved service name, choose another`,
      atKey: true,
    })
  }
  faults.push(...providerFaults(key, lms))
  for (const which of ['backend', 'backendOverHttp'] as const) {
    if (lms[which] === 'openedx-hawthorn' && fittingBackend(lms.release) === 'openedx-dogwood') {
      const message = `does not fit release ${lms.release} (it has no /api/user/v1/me), expected openedx-dogwood or base`
      faults.push({ path: at(which), message })
    }
  }
  return [...faults, ...regexFaults(key, lms), ...courseFaults(key, lms)]
}

/**
 * The LMS that Richie logs in to must be in the spec. If enrolment is real at any LMS, logins must be real too: a login faked in the
 * browser (base) makes a learner that no LMS knows.
 */
function authenticationFaults({ authentication, lms }: Environment): SpecFault[] {
  const keys = Object.keys(lms)
  if (authentication !== undefined && !Object.hasOwn(lms, authentication)) {
    return [
      { path: ['authentication'], message: `expected one of ${keys.join(', ')}, got "${authentication}"` },
    ]
  }
  const key = authentication ?? keys[0] ?? ''
  const spec = lms[key]
  if (spec === undefined) return []
  for (const [mode, field] of [
    ['tls', 'backend'],
    ['http', 'backendOverHttp'],
  ] as const) {
    const real = keys.find((other) => backendOf(lms[other] ?? spec, mode) !== 'base')
    if (real !== undefined && backendOf(spec, mode) === 'base') {
      const why = `its ${field} is base (logins are faked in the browser), so lms.${real}, where enrolment is real, does not know the learner`
      return [
        authentication === undefined
          ? {
              path: ['lms', key],
              message: `Richie logs in to it, as the first LMS, but ${why}. Set authentication: ${real}`,
              atKey: true,
            }
          : { path: ['authentication'], message: `${why}. Set it to ${real}` },
      ]
    }
  }
  return []
}

/** Keys of an LMS that its provider does not have, or requires. */
function providerFaults(key: string, lms: LmsSpec): SpecFault[] {
  const at = (field: string) => ['lms', key, field]
  if (lms.provider === 'mock') {
    // With a URL an external LMS is meant: then the other keys are right.
    if (lms.url !== undefined)
      return [{ path: at('url'), message: 'is for provider external only: set provider: external' }]
    return misplaced(lms, 'external').map((field) => ({
      path: at(field),
      message: 'is for provider external only',
    }))
  }
  return [
    ...(lms.url === undefined ? [{ path: at('url'), message: 'is required when provider is external' }] : []),
    ...misplaced(lms, 'mock').map((field) => ({ path: at(field), message: 'is for provider mock only' })),
  ]
}

function misplaced(lms: LmsSpec, other: LmsSpec['provider']) {
  return lmsKeysOf[other].filter((field) => lms[field] !== undefined)
}

/** Cookies are shared between the sites by their parent domain: a host elsewhere could not enrol. */
function hostFaults({ domain, richie, lms }: Environment): SpecFault[] {
  const hosts = [
    { path: ['richie', 'host'], host: richie.host },
    ...Object.entries(lms).map(([key, { host }]) => ({ path: ['lms', key, 'host'], host })),
  ]
  const suffix = {
    path: ['domain'],
    message: `"${domain}" is a public suffix, below which browsers let no hosts share cookies: expected one of your own, such as second.test`,
  }
  return hosts
    .filter(({ host }) => host !== undefined && !host.endsWith(`.${domain}`))
    .map(({ path, host }): SpecFault => ({
      path,
      message: `expected a host below ${domain} (cookies are shared there), got "${host}"`,
    }))
    .concat(domain !== 'local.dev' && registrableDomain(domain) === undefined ? [suffix] : [])
}

/** The gateway serves one site at one address. */
function siteFaults(environment: Environment): SpecFault[] {
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
