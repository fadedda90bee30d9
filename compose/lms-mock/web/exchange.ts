import type { Release } from '../release/release.ts'
import type { Settings } from '../settings/settings.ts'
import type { Learner } from '../store/learners.ts'
import type { Store } from '../store/store.ts'
import type { ActiveFaults, RecentCalls } from './active-faults.ts'
import type { CsrfState } from './csrf/token.ts'
import type { SessionState } from './session.ts'

/** One request on its way through the platform, and what the answer to it will carry besides the view's own. */
export type Exchange = {
  readonly settings: Settings
  readonly release: Release
  readonly store: Store
  readonly now: Date
  readonly method: string
  /** Percent-decoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly host: string
  /** From X-Forwarded-Proto: the gateway is the only peer. */
  readonly isSecure: boolean
  readonly cookies: ReadonlyMap<string, string>
  header(name: string): string | undefined
  body(): Promise<string>
  readonly csrf: CsrfState
  readonly session: SessionState
  /** Django's `request.user` when the answer leaves: undefined is anonymous. */
  user: Learner | undefined
  /** Set-Cookie lines in the order they were made. */
  readonly cookiesOut: string[]
  /** Set where the answer shall carry the CSRF cookie that Richie's origin can read. */
  sendsCrossDomainCookie: boolean
  readonly faults: ActiveFaults
  /** What the fault `throttled` counts by; absent where no faults can be. */
  readonly recentCalls: RecentCalls | undefined
  readonly verdict: Verdict
}

/** The address this request was made to, without a final slash. */
export function requestOrigin(exchange: Exchange): string {
  return `${exchange.isSecure ? 'https' : 'http'}://${exchange.host}`
}

/** The Content-Type of a request without its parameters, in lower case; '' where it says none. */
export function mediaType(exchange: Exchange): string {
  return (exchange.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** The fields of a form body, urlencoded or multipart (files are left out); of any other body, none. */
export async function formOf(exchange: Exchange): Promise<URLSearchParams> {
  switch (mediaType(exchange)) {
    case 'application/x-www-form-urlencoded':
      return new URLSearchParams(await exchange.body())
    case 'multipart/form-data':
      return await multipartFields(await exchange.body(), exchange.header('content-type') ?? '')
    default:
      return new URLSearchParams()
  }
}

/** None where the parts can't be told apart (Django refuses such a body; inferred that nobody sends one). */
async function multipartFields(text: string, type: string): Promise<URLSearchParams> {
  const fields = new URLSearchParams()
  try {
    const form = await new Response(text, { headers: { 'Content-Type': type } }).formData()
    form.forEach((value, name) => (typeof value === 'string' ? fields.append(name, value) : undefined))
  } catch {
    // Broken parts.
  }
  return fields
}

/** What decided an answer, for the list of last requests on the control page; never part of the answer itself. */
export type Verdict = {
  /** The contract's rule that answered, such as `1.4 row 10`; undefined where a page was simply shown. */
  rule?: string
  /** Why it was refused, in words for a person: `enrolment ended 2026-02-01T09:00:00Z`. */
  why?: string
}

/** Notes the rule that answers this request; the last word counts. */
export function decide(exchange: { readonly verdict: Verdict }, rule: string, why?: string): void {
  exchange.verdict.rule = rule
  if (why === undefined) delete exchange.verdict.why
  else exchange.verdict.why = why
}
