import { createHmac } from 'node:crypto'
import type { Plan } from '../../scripts/plan/plan.ts'
import type { Asked, Reply } from './local-site.ts'

/** What is different about this Richie. */
export type RichieOptions = {
  readonly syncSecret?: string
  readonly referrerPolicy?: string
  /** Changes to each entry of `lms_backends`. */
  readonly entry?: Readonly<Record<string, string>>
  /** Expression of one more LMS, http://greedy.example, ahead of the others. */
  readonly greedy?: string
  /** The link on the course page. */
  readonly link?: string
  readonly sync?: (asked: Asked) => Reply | undefined
}

/** Richie's side of the connection as far as probes of an LMS look at it: home page, one course page, search, webhook. */
export function standInRichie(plan: Plan, options: RichieOptions = {}): (asked: Asked) => Reply {
  return (asked) => {
    const { pathname } = new URL(asked.path, plan.richie.site.origin)
    if (pathname === '/') return { status: 302, headers: { Location: '/en/' } }
    if (pathname === '/en/' || pathname === '/en/courses/open/') return page(plan, options)
    if (pathname === '/api/v1.0/courses/') return json(200, { objects: [found] })
    if (pathname === new URL(plan.lmses[0]?.connection.syncUrl ?? '').pathname)
      return options.sync?.(asked) ?? sync(plan, options, asked)
    return { status: 404, body: 'none' }
  }
}

const found = { absolute_url: '/en/courses/open/', code: 'DEMOX', state: { priority: 0 } }

function page(plan: Plan, { referrerPolicy = 'unsafe-url', entry = {}, greedy, link }: RichieOptions): Reply {
  const context = {
    authentication: {
      endpoint: plan.lmses[0]?.connection.baseUrl,
      backend: plan.lmses[0]?.connection.jsBackend,
    },
    lms_backends: [
      ...(greedy === undefined ? [] : [{ endpoint: 'http://greedy.example', course_regexp: greedy }]),
      ...plan.lmses.map(({ connection }) => ({
        endpoint: connection.baseUrl,
        backend: connection.jsBackend,
        course_regexp: connection.jsCourseRegex,
        ...entry,
      })),
    ],
  }
  const [course] = plan.lmses.flatMap(({ courses }) => courses)
  const run = {
    resource_link: link ?? course?.resourceLink,
    start: course?.start,
    end: null,
    enrollment_start: course?.enrollmentStart,
    enrollment_end: null,
  }
  const literal = JSON.stringify(JSON.stringify({ context })).replaceAll('<', String.raw`\u003c`)
  const props = JSON.stringify({ courseRuns: [run] }).replaceAll('"', '&quot;')
  return {
    headers: { 'Content-Type': 'text/html', 'Referrer-Policy': referrerPolicy },
    body: `<h1>Richie</h1><div data-props='${props}'></div><script>window.__richie_frontend_context__ = JSON.parse(${literal});</script>`,
  }
}

/** As Richie 3.5.1 answers: openedx-api 6. */
function sync(plan: Plan, { syncSecret = '' }: RichieOptions, { headers, body }: Asked): Reply {
  const { authorization } = headers
  if (authorization === undefined) return json(403, 'Missing authentication.')
  const signature = createHmac('sha256', syncSecret).update(body).digest('hex')
  if (authorization !== `SIG-HMAC-SHA256 ${signature}`) return json(401, 'Invalid authentication.')
  const { resource_link: link = '' } = JSON.parse(body) as { resource_link?: string }
  if (link === '') return json(400, { resource_link: ['This field is required.'] })
  const [, code] = /\/courses\/[^+]+\+([^+]+)\+/.exec(link) ?? []
  return plan.lmses.some(({ connection }) => new RegExp(connection.jsCourseRegex).test(link))
    ? json(400, { resource_link: [`Unknown course: ${code?.toUpperCase()}.`] })
    : json(400, { resource_link: ['No LMS configuration found for this resource link.'] })
}

function json(status: number, body: unknown): Reply {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}
