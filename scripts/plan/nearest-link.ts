import { isOpenEdxLink } from '../environment/course-link.ts'
import { pathRegex } from './connection.ts'
import type { Plan } from './plan.ts'
import { routeLink } from './route-link.ts'

/** A link that both sides of Richie know, close to one that they do not. */
export type NearLink = {
  readonly link: string
  readonly lms: string
  /** What the other link has instead: `port 8070, not 8073`. */
  readonly differences: readonly string[]
}

/** The link that was most likely meant; null where the text names no course, or nothing in it points to an LMS of the plan. */
export function nearestLink(plan: Plan, link: string): NearLink | null {
  const url = parse(link)
  const id = courseIdIn(plan, link)
  const owner = url === null || id === null ? undefined : likelyOwner(plan, url, id)
  if (url === null || id === null || owner === undefined) return null
  const connections = plan.lmses.map(({ connection }) => connection)
  const { baseUrl, courseLink } = owner.connection
  const ending = /\/(?:info|course|about)\/?$/.exec(url.pathname)?.[0] ?? '/info'
  const candidates = [ending, '/course', '/about'].map((end) => `${baseUrl}/courses/${id}${end}`)
  const found = [...candidates, courseLink.replace('{course_id}', () => id)].find((candidate) => {
    const { python, js } = routeLink(connections, candidate)
    return [python, js].every((side) => side.lms === owner.key && side.courseId === id)
  })
  return found === undefined
    ? null
    : { link: found, lms: owner.key, differences: differences(url, new URL(found), link, id) }
}

function parse(link: string): URL | null {
  const text = link.trim()
  return URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `http://${text}`)
}

/** Of a link to any page of a course, a micro-frontend's too: `course-v1:a+b+c`, what follows `/courses/`, or where the LMS has it. */
function courseIdIn({ lmses }: Plan, link: string): string | null {
  const text = plain(link)
  const [now] = /course-v1:[\w.~-]+\+[\w.~-]+\+[\w.~-]+/.exec(text) ?? []
  const [, old] = /\/courses\/([\w.~-]+\/[\w.~-]+\/[\w.~-]+)/.exec(text) ?? []
  const paths = lmses.map(({ connection }) => connection.coursePath).filter((path) => !isOpenEdxLink(path))
  const [own] = paths.flatMap((path) => new RegExp(`/${pathRegex(path)('')}`).exec(text)?.[1] ?? [])
  return now ?? old ?? own ?? null
}

/** The two signs of a course id that are percent-encoded at times. */
function plain(text: string): string {
  return text.replaceAll(/%2b/gi, '+').replaceAll(/%3a/gi, ':')
}

function likelyOwner(
  { lmses, sites, authentication }: Plan,
  url: URL,
  id: string,
): Plan['lmses'][number] | undefined {
  const origins = (lms: Plan['lmses'][number]) => lms.connection.origins.map((origin) => new URL(origin))
  const isLoopback = /(?:^|\.)localhost$|^127\.|^\[::1\]$/.test(url.hostname)
  const isCatalogue = sites.some((site) => site.key === 'richie' && site.names.includes(url.hostname))
  return (
    lmses.find((lms) => origins(lms).some(({ host }) => host === url.host)) ??
    lmses.find((lms) =>
      origins(lms).some(({ hostname }) => hostname === url.hostname && hostname !== 'localhost'),
    ) ??
    lmses.find((lms) => isLoopback && origins(lms).some(({ port }) => port === url.port)) ??
    lmses.find((lms) => lms.courses.some((course) => course.id === id)) ??
    lmses.find(({ key }) => (isLoopback || isCatalogue) && key === authentication)
  )
}

function differences(had: URL, has: URL, link: string, id: string): readonly string[] {
  const changed = (what: string, before: string, after: string) =>
    before === after ? [] : [`${what} ${before}, not ${after}`]
  const path = (url: URL) => plain(url.pathname).replace(id, '…')
  return [
    ...(link.includes('://')
      ? changed('scheme', had.protocol.slice(0, -1), has.protocol.slice(0, -1))
      : ['no scheme']),
    ...changed('host', had.hostname, has.hostname),
    ...changed('port', portOf(had), portOf(has)),
    ...changed('path', path(had), path(has)),
    ...(had.search === '' ? [] : [`a query, ${had.search}`]),
    ...(had.hash === '' ? [] : [`a fragment, ${had.hash}`]),
    ...(/^\s|\s$/.test(link) ? ['a space around it'] : []),
  ]
}

function portOf({ port, protocol }: URL): string {
  return port === '' ? (protocol === 'https:' ? '443' : '80') : port
}
