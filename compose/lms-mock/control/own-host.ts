import type { Settings } from '../settings/settings.ts'

/**
 * Whether a Host header names this LMS or this machine. Any other name may be somebody's domain that was made to point to
 * loopback (DNS rebinding), whose pages would then be of the same origin as this one.
 */
export function isOwnHost(host: string, settings: Settings): boolean {
  const name = hostName(host)
  return (
    name === hostName(new URL(settings.origin).host) ||
    loopback.has(name) ||
    /^(?:[a-z0-9_-]+\.)+localhost$/.test(name)
  )
}

/** Whether a change was asked for by a page of this very host: browsers name the origin on every POST. */
export function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get('origin') ?? ''
  return /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '') === hostOf(request)
}

/** The Host header of a request, in lower case. */
export function hostOf(request: Request): string {
  return (request.headers.get('host') ?? new URL(request.url).host).toLowerCase()
}

function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])
