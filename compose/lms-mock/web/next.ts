import type { Exchange } from './exchange.ts'
import { requestOrigin } from './request.ts'

const file =
  /\.(?:png|jpe?g|gif|svg|ico|webp|css|js|mjs|json|xml|txt|pdf|zip|gz|tar|mp[34]|webm|woff2?|ttf|html?|csv|docx?|xlsx?)$/i

/**
 * The target that `next` may name, or undefined where the platform falls back to the dashboard: another host, http on
 * https, a static file, or a request that does not want a page: openedx-api 3.1, teak-measured [309-323].
 */
export function safeNext(exchange: Exchange, next: string | null | undefined): string | undefined {
  const accept = exchange.header('accept') ?? ''
  const wantsPage = /text\/html|\*\/\*/.test(accept)
  if (next === null || next === undefined || !wantsPage || !isOwnOrTrusted(exchange, next)) return undefined
  const path = (next.split(/[?#]/)[0] ?? '').replace(/^[a-z]+:\/\/[^/]*/i, '')
  return file.test(path) || path.includes('/static/') ? undefined : next
}

/** Before Hawthorn `next` is taken as it comes; only the login page's script looks at it: openedx-api 3.1. */
export function uncheckedNext(_: Exchange, next: string | null | undefined): string | undefined {
  return next === null || next === '' ? undefined : next
}

/** The target as a page at the root would resolve it: `richie/en/` is `/richie/en/`, wherever the form was posted to. */
export function fromPage(target: string | undefined): string {
  const isAbsolute = target !== undefined && /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(target)
  return isAbsolute ? target : `/${target ?? 'dashboard'}`
}

/** Same host, or one of the trusted; relative is safe; whatever a browser could read as another host is not. */
export function isOwnOrTrusted(exchange: Exchange, target: string): boolean {
  return isSafe(exchange, target, [exchange.host, ...exchange.settings.redirectHosts])
}

/** The same without the trusted. */
export function isOwnHost(exchange: Exchange, target: string): boolean {
  return isSafe(exchange, target, [exchange.host])
}

function isSafe(exchange: Exchange, target: string, hosts: readonly string[]): boolean {
  const text = target.trim().replaceAll('\\', '/')
  if (text === '' || /^\p{Cc}/u.test(target) || text.startsWith('///')) return false
  const own = requestOrigin(exchange)
  const url = URL.parse(text, `${own}/`)
  if (url === null || !/^https?:$/.test(url.protocol)) return false
  const isRelative = !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(text)
  const isDowngraded = exchange.isSecure && url.protocol === 'http:'
  return isRelative ? url.origin === URL.parse(own)?.origin : hosts.includes(url.host) && !isDowngraded
}

const detourFields = ['course_id', 'enrollment_action', 'course_mode', 'email_opt_in']

/** Where a login leads: `next` where the release takes it, else the dashboard; by a detour when it was asked to enroll: openedx-api 3.1, teak-measured [322]. */
export function nextAfterLogin(exchange: Exchange): string {
  const { query } = exchange
  const next = exchange.release.login.next(exchange, query.get('next')) ?? '/dashboard'
  const asked = detourFields.filter((name) => query.has(name))
  const detour = new URLSearchParams()
  for (const name of asked) detour.set(name, query.get(name) ?? '')
  detour.set('next', next)
  return asked.length === 0 ? next : `/account/finish_auth?${detour.toString()}`
}
