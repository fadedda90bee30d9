import type { Settings } from '../settings.ts'

/** An origin's host, with its port where it has one. */
export function hostOf(origin: string): string {
  return origin.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').toLowerCase()
}

/** Whether an Origin is in the whitelist of a django-cors-headers that lists `scheme://host:port`: openedx-api 4.1; in Teak a Referer's too: 4.2 (d). */
export function isOriginListed({ corsOrigins }: Settings, origin: string): boolean {
  return corsOrigins.includes(origin)
}

/** The same where the whitelist is of `host:port`, so that the scheme plays no part: openedx-api 4.1. */
export function isHostAndPortListed({ corsOrigins }: Settings, origin: string): boolean {
  return /^https?:\/\//.test(origin) && corsOrigins.some((listed) => hostOf(listed) === hostOf(origin))
}

/** Whether the cross-domain check up to Juniper trusts a Referer: by its host without its port, which a real whitelist must name besides: openedx-api 4.2 (d). */
export function isHostTrusted({ corsOrigins }: Settings, origin: string): boolean {
  return corsOrigins.some((listed) => nameOf(listed) === nameOf(origin))
}

function nameOf(origin: string): string {
  return hostOf(origin).replace(/:\d*$/, '')
}
