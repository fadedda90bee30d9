import { createRequire } from 'node:module'
import type * as ToughCookie from 'tough-cookie'

/**
 * The domain below the public suffix, under which hosts may share cookies: `example.org` for `lms.example.org`, `me.github.io` for
 * itself. Undefined for a public suffix and for an IP address. By the list that tough-cookie brings.
 */
export function registrableDomain(host: string): string | undefined {
  try {
    return suffixes().getPublicSuffix(host, { allowSpecialUseDomain: true })
  } catch {
    return undefined
  }
}

/** What browsers count as one site: the domain below the public suffix; the host itself where it has none. */
export function siteOf(host: string): string {
  return registrableDomain(host) ?? host
}

/** Loaded when it is asked for: the list costs 20 ms, and most commands need none of it. */
function suffixes(): typeof ToughCookie {
  return createRequire(import.meta.url)('tough-cookie') as typeof ToughCookie
}
