import type { MiddlewareHandler } from 'hono'
import { headerProblem, faultText } from '../faults/fault-switch.ts'
import type { FaultSwitch } from '../web/active-faults.ts'
import type { Exchange } from '../web/exchange.ts'
import type { Env } from '../web/platform.ts'
import type { RequestLog } from './request-log.ts'

/** Notes every request that the platform is asked, but for the health check's. */
export function recordRequests(log: RequestLog, faults: FaultSwitch): MiddlewareHandler<Env> {
  return async (context, next) => {
    if (context.req.path === '/heartbeat') return await next()
    const request = context.req.raw
    const at = new Date()
    const begun = performance.now()
    const met = faults.at(request)
    await next()
    // Nothing here where the answer came before the platform looked: a preflight, a fault in front of it.
    const exchange = context.get('exchange') as Exchange | undefined
    const { status } = context.res
    log.add({
      at: at.toISOString(),
      method: request.method,
      path: shownPath(request.url),
      status: met.has('dropped') ? 0 : status,
      ms: Math.round(performance.now() - begun),
      learner: (exchange?.user ?? exchange?.session.learner)?.username ?? null,
      rule: exchange?.verdict.rule ?? ruleBefore(request, status, met),
      why: exchange?.verdict.why ?? null,
      facts: status >= 400 && status < 500 ? refusalFacts(request, status) : null,
      faults: [...met].map(([name, parameter]) => faultText(name, parameter)),
    })
  }
}

function ruleBefore(request: Request, status: number, met: ReadonlyMap<string, string>): string | null {
  if (headerProblem(request) !== undefined) return 'X-Mock-Fault is not valid'
  const fault = ['dropped', 'maintenance'].find((name) => met.has(name))
  if (fault !== undefined) return `fault ${fault}`
  const isPreflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method')
  return isPreflight && status === 200 ? '4.1 preflight' : null
}

/**
 * What a refused request carried, so that a user can see why:
 * `403: X-CSRFToken missing; cookies csrftoken, edx_session were sent; origin https://richie.local.dev:8070; referer none`.
 * Names and lengths only, never values of cookies, tokens or keys.
 */
export function refusalFacts(request: Request, status: number): string {
  const { headers, method } = request
  const facts = [
    safe.has(method) ? '' : `X-CSRFToken ${sizeOf(headers.get('x-csrftoken'))}`,
    cookieNames(headers.get('cookie')),
    `origin ${shown(headers.get('origin'))}`,
    `referer ${shown(headers.get('referer'))}`,
    headers.has('authorization') ? `Authorization ${scheme(headers.get('authorization') ?? '')}` : '',
    headers.has('x-edx-api-key') ? 'X-Edx-Api-Key was sent' : '',
    safe.has(method) ? '' : `content-type ${shown(headers.get('content-type'))}`,
  ]
  return `${status}: ${facts.filter((fact) => fact !== '').join('; ')}`
}

function sizeOf(value: string | null): string {
  if (value === null) return 'missing'
  return value === '' ? 'empty' : `of ${value.length} characters`
}

function cookieNames(header: string | null): string {
  const names = (header ?? '')
    .split(';')
    .map((part) => part.split('=')[0]?.trim() ?? '')
    .filter((name) => name !== '')
    .map((name) => name.slice(0, 60))
  if (names.length === 0) return 'no cookies were sent'
  const listed = [...new Set(names)].toSorted().slice(0, 20).join(', ')
  return names.length === 1 ? `cookie ${listed} was sent` : `cookies ${listed} were sent`
}

/** Without query and fragment: an address may carry a token there. */
function shown(value: string | null): string {
  return value === null ? 'none' : (/^[^?#]*/.exec(value)?.[0] ?? '').slice(0, 200)
}

/** A secret sent without a scheme would itself look like one. */
function scheme(value: string): string {
  const word = /^(\S+) \S/.exec(value)?.[1] ?? ''
  return knownSchemes.has(word) ? word : 'of an unknown kind'
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])
const knownSchemes = new Set(['JWT', 'Bearer', 'Basic', 'SIG-HMAC-SHA256'])

/** Path and query of an address as the log may show them: of the query's values only those that can be no secret. */
function shownPath(url: string): string {
  const { pathname, searchParams } = new URL(url)
  const query = Array.from(searchParams, ([name, value]) =>
    harmless.has(name) ? `${name}=${value}` : `${name}=...`,
  ).join('&')
  return (query === '' ? pathname : `${pathname}?${query}`).slice(0, 500)
}

const harmless = new Set([
  'next',
  'user',
  'username',
  'course_id',
  'course_key',
  'org',
  'page',
  'page_size',
  'include_expired',
  'extended',
])
