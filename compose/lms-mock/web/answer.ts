import { pythonJson } from '../text/python-json.ts'

/** What a view answers, before the headers and cookies that every answer gets. */
export type Answer = {
  readonly status: number
  readonly body: string | null
  readonly headers: Readonly<Record<string, string>>
  /** A bare answer comes from outside the platform's own middleware: no headers, no cookies of its own. */
  readonly isBare?: boolean
}

const html = 'text/html; charset=utf-8'

/** Compact JSON, as Django REST framework writes it. Richie compares this Content-Type for equality: openedx-api 1.7. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body: JSON.stringify(value), headers: { 'Content-Type': 'application/json', ...headers } }
}

/** JSON as Django's own views write it: indented by two, ASCII only: teak-measured 1.6. */
export function indentedJson(status: number, value: unknown): Answer {
  return { status, body: pythonJson(value, 2), headers: { 'Content-Type': 'application/json' } }
}

/** JSON as Python's json.dumps writes it by default. */
export function spacedJson(status: number, value: unknown): Answer {
  return { status, body: pythonJson(value), headers: { 'Content-Type': 'application/json' } }
}

/** Zero bytes and no Content-Type: how "never enrolled" looks, teak-measured [100]. */
export function empty(status: number): Answer {
  return { status, body: null, headers: {} }
}

/** A web page. */
export function page(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body, headers: { 'Content-Type': html, ...headers } }
}

/** A redirect, its target verbatim: relative ones stay relative, teak-measured [309-323]. */
export function redirect(location: string): Answer {
  return { status: 302, body: null, headers: { 'Content-Type': html, Location: asHeader(location) } }
}

/** Django's iri_to_uri: escapes what may not stand in a header, leaves reserved and already escaped characters alone. */
function asHeader(location: string): string {
  return location.replaceAll(/[^A-Za-z0-9\-._~/#%[\]=:;$&()+,!?*@']+/gu, (part) =>
    encodeURIComponent(part.toWellFormed()),
  )
}
