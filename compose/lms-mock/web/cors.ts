import type { Settings } from '../settings/settings.ts'
import type { Release } from './exchange.ts'

type Platform = { readonly settings: Settings; readonly release: Release }

/** The access-control headers of an answer, and what it varies by on their account: openedx-api 4.1, teak-measured [125-134]. */
export function corsHeaders(
  { settings, release: { cors } }: Platform,
  method: string,
  origin: string | undefined,
): Record<string, string> {
  if (origin === undefined) return {}
  const credentials = { 'access-control-allow-credentials': 'true' }
  if (!settings.corsAllowAll && !cors.isAllowed(settings, origin))
    return cors.grantsCredentialsToAll ? credentials : {}
  const headers = { 'access-control-allow-origin': origin, ...credentials }
  if (method !== 'OPTIONS') return headers
  return {
    ...headers,
    'access-control-allow-headers': cors.allowedHeaders,
    'access-control-allow-methods': cors.allowedMethods,
    'access-control-max-age': '86400',
  }
}

/** What an answer varies by: the given names, and Origin where the release says so for allowed origins. */
export function varyOf(usual: string, { cors }: Release, headers: Readonly<Record<string, string>>): string {
  const isAllowed = 'access-control-allow-origin' in headers
  return cors.variesByOrigin && isAllowed ? `${usual}, Origin` : usual
}

/** The answer to a preflight: 200 for any path and origin, before all else: openedx-api 4.1, teak-measured [126-134]. */
export function preflight(platform: Platform, origin: string | undefined): Response {
  const { release } = platform
  const cors = corsHeaders(platform, 'OPTIONS', origin)
  const headers = {
    'content-length': '0',
    'Content-Type': 'text/html; charset=utf-8',
    Vary: varyOf(release.cors.preflightVary, release, cors),
    ...cors,
  }
  return new Response(null, { status: 200, headers })
}
