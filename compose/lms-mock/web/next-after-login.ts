import type { Exchange } from './exchange.ts'

const DETOUR = ['course_id', 'enrollment_action', 'course_mode', 'email_opt_in']

/** Where a login leads: `next` where the release takes it, else the dashboard; by a detour when it was asked to enroll: openedx-api 3.1, teak-measured [322]. */
export function nextAfterLogin(exchange: Exchange): string {
  const { query } = exchange
  const next = exchange.release.login.next(exchange, query.get('next')) ?? '/dashboard'
  const asked = DETOUR.filter((name) => query.has(name))
  const detour = new URLSearchParams()
  for (const name of asked) {
    detour.set(name, query.get(name) ?? '')
  }
  detour.set('next', next)
  return asked.length === 0 ? next : `/account/finish_auth?${detour.toString()}`
}
