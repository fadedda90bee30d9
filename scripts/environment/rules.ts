import { courseLinkOf, isOpenEdxLink } from './course-link.ts'
import type { SpecFault } from './problem.ts'
import { regexFaults } from './regex-rules.ts'
import { authenticationFaults } from './authentication-rules.ts'
import { richieSourceFaults } from './richie-source-rules.ts'
import { fittingBackend } from './release.ts'
import type { Environment, LmsSpec } from './schema.ts'

/** Names of our own services in the compose project: an LMS can't be called so. */
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

/** Cookies are shared between the sites by their parent domain: a host elsewhere could not enrol. */
function hostFaults({ domain, richie, lms }: Environment): SpecFault[] {
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

function siteFaults({ domain, richie, lms }: Environment): SpecFault[] {
  const sites = [
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
  return sites.flatMap((site, index) => {
    const twin = sites.slice(0, index).find((other) => other.host === site.host && other.port === site.port)
    if (twin === undefined) return []
    return [{ path: [...site.path, 'port'], message: `${site.host}:${site.port} is taken by ${twin.name}` }]
  })
}

/** An external LMS stays where it is unless the gateway is to serve it. */
function isServed({ provider, proxy }: LmsSpec): boolean {
  return provider === 'mock' || proxy === true
}

function lmsFaults(key: string, lms: LmsSpec): SpecFault[] {
  const at = (...path: (string | number)[]) => ['lms', key, ...path]
  const faults: SpecFault[] = []
  if (reservedKeys.includes(key)) {
    faults.push({
      path: at(),
      message: `"${key}" is the name of a service of ours, choose another`,
      atKey: true,
    })
  }
  if (lms.provider === 'external') {
    if (lms.url === undefined)
      faults.push({ path: at('url'), message: 'is required when provider is external' })
    if (lms.release !== undefined) faults.push({ path: at('release'), message: 'is for provider mock only' })
  } else {
    for (const only of ['url', 'proxy', 'courseLink'] as const) {
      if (lms[only] !== undefined) faults.push({ path: at(only), message: 'is for provider external only' })
    }
  }
  for (const which of ['backend', 'backendOverHttp'] as const) {
    if (lms[which] === 'openedx-hawthorn' && fittingBackend(lms.release) === 'openedx-dogwood') {
      const message = `does not fit release ${lms.release} (it has no /api/user/v1/me), expected openedx-dogwood or base`
      faults.push({ path: at(which), message })
    }
  }
  return [...faults, ...regexFaults(key, lms), ...courseFaults(key, lms)]
}

const openEdxId = /^(?:course-v1:[\w.~-]+\+[\w.~-]+\+[\w.~-]+|[\w.~-]+\/[\w.~-]+\/[\w.~-]+)$/
/** What needs no escape in a link, and ends no part of one. */
const plainId = /^[\w.~:@!$'()*+,;=-]+$/

function courseFaults(key: string, lms: LmsSpec): SpecFault[] {
  const { courses = [] } = lms
  const [idForm, example] = isOpenEdxLink(courseLinkOf(lms))
    ? [openEdxId, 'course-v1:edX+DemoX+Demo_Course']
    : [plainId, '42']
  return courses.flatMap((course, index): SpecFault[] => {
    const at = (field: string) => ['lms', key, 'courses', index, field]
    const faults: SpecFault[] = []
    if (!idForm.test(course.id)) {
      faults.push({ path: at('id'), message: `expected a course id such as ${example}, got "${course.id}"` })
    }
    if (courses.findIndex((other) => other.id === course.id) < index) {
      faults.push({ path: at('id'), message: `"${course.id}" is there twice` })
    }
    if (isBefore(course.end, course.start)) faults.push({ path: at('end'), message: 'is before start' })
    if (isBefore(course.enrollmentEnd, course.enrollmentStart)) {
      faults.push({ path: at('enrollmentEnd'), message: 'is before enrollmentStart' })
    }
    const { modes } = course
    modes.forEach(({ slug }, place) => {
      if (modes.findIndex((other) => other.slug === slug) < place)
        faults.push({ path: [...at('modes'), place], message: `"${slug}" is there twice` })
    })
    return faults
  })
}

function isBefore(end: string | undefined, start: string | undefined): boolean {
  return end !== undefined && start !== undefined && Date.parse(end) < Date.parse(start)
}
