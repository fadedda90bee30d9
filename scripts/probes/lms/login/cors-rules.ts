import type { Answer } from '../../http/exchange.ts'

/** Why a browser would not let a page of this origin read an answer that it got with cookies; undefined where it would (Fetch, CORS check). */
export function hiddenFrom(origin: string, { headers }: Answer): string | undefined {
  const allowed = headers['access-control-allow-origin']
  if (allowed === undefined) return 'Access-Control-Allow-Origin is missing'
  if (allowed === '*') return 'Access-Control-Allow-Origin is *, which browsers refuse where cookies are sent'
  if (allowed.includes(',')) return `Access-Control-Allow-Origin is sent twice: ${allowed}`
  if (allowed !== origin) return `Access-Control-Allow-Origin is ${allowed}, not ${origin}`
  return headers['access-control-allow-credentials'] === 'true'
    ? undefined
    : 'Access-Control-Allow-Credentials is not true'
}

/** The headers among these that a preflight does not allow; `*` does not count where cookies are sent. */
export function forbiddenHeaders({ headers }: Answer, wanted: readonly string[]): readonly string[] {
  const allowed = listOf(headers['access-control-allow-headers'])
  return wanted.filter((name) => !allowed.includes(name))
}

/** Headers of CORS, for evidence. */
export const corsHeaders = [
  'Origin',
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
] as const

function listOf(value: string | undefined): readonly string[] {
  return (value ?? '').split(',').map((word) => word.trim().toLowerCase())
}
