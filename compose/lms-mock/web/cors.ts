import type { Settings } from '../settings.ts'

const ALLOWED_HEADERS =
  'accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with, cache-control, expires, pragma, use-jwt-cookie'

/** The access-control headers of an answer: none for no or a refused Origin; three more on OPTIONS: teak-measured [125-134]. */
export function corsHeaders(
  settings: Settings,
  method: string,
  origin: string | undefined,
): Record<string, string> {
  const isAllowed = origin !== undefined && (settings.corsAllowAll || settings.corsOrigins.includes(origin))
  if (!isAllowed) {
    return {}
  }
  const headers = { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
  if (method !== 'OPTIONS') {
    return headers
  }
  return {
    ...headers,
    'access-control-allow-headers': ALLOWED_HEADERS,
    'access-control-allow-methods': 'DELETE, GET, OPTIONS, PATCH, POST, PUT',
    'access-control-max-age': '86400',
  }
}

/** The answer to a preflight: 200 for any path and origin, before all else: teak-measured [126-134]. */
export function preflight(settings: Settings, origin: string | undefined): Response {
  const headers = {
    'content-length': '0',
    'Content-Type': 'text/html; charset=utf-8',
    Vary: 'origin, Cookie',
    ...corsHeaders(settings, 'OPTIONS', origin),
  }
  return new Response(null, { status: 200, headers })
}
