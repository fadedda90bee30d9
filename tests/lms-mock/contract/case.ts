import type { ReleaseName } from '../../../compose/lms-mock/settings/releases.ts'

/**
 * One line of the contract: what is asked, and what a platform answers. The name begins with the section of
 * openedx-api, or `measured [step]`. In all texts `{me}`, `{email}`, `{password}` stand for the case's own person,
 * `{lms}`, `{host}`, `{richie}`, `{catalogue}` (its host), `{domain}` for the environment, `{E}` and `{U}` for the roots of the enrollment and user
 * API, `{Closed}` and other capitalised words for a course run, `{other}` for another learner, `{staff}` for the staff.
 */
export type Case = readonly [
  name: string,
  who: Who,
  /** `METHOD path`. */
  ask: string,
  status: number,
  /** The whole text; a pattern in it; a JSON object that holds at least these members; undefined: any. */
  body?: string | RegExp | object | undefined,
  more?: More,
]

/**
 * Who asks. `nobody` has no cookies; `visitor` has an account and has opened the login page; `learner` has logged in and
 * been on one page of Richie; so has `staff`; `key` is a server with the API key.
 */
export type Who = 'nobody' | 'visitor' | 'learner' | 'staff' | 'key'

export type More = {
  /** The releases it holds for; all when absent. */
  readonly on?: readonly ReleaseName[]
  /** The reference deduced it and did not read it. */
  readonly inferred?: true
  /** Where the request comes from: a script on a page of Richie (the default), one of the LMS, a link, or a server. */
  readonly from?: 'richie' | 'lms' | 'link' | 'server'
  /** What the same browser did before, one step a line: see visitor.ts. */
  readonly after?: readonly string[]
  /** Request headers on top; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** A body: an object goes as JSON, a text as a form. */
  readonly send?: object | string
  /** Response headers that must be there: the value, or a pattern in it. */
  readonly has?: Readonly<Record<string, string | RegExp>>
  /** Response headers that must not be there. */
  readonly lacks?: readonly string[]
  /** Cookies that the answer sets, each with a pattern that its Set-Cookie line has. */
  readonly sets?: Readonly<Record<string, RegExp>>
  /** Cookies that the answer neither sets nor deletes. */
  readonly keeps?: readonly string[]
  /** Cookies that the answer deletes. */
  readonly deletes?: readonly string[]
  /** Settings of the LMS that differ, or plain http: asked in process only, a gateway has one setting. */
  readonly settings?: Readonly<Record<string, unknown>>
  readonly insecure?: true
}

export const dogwood: More = { on: ['dogwood'] }
export const hawthorn: More = { on: ['hawthorn'] }
export const teak: More = { on: ['teak'] }
export const older: More = { on: ['dogwood', 'hawthorn'] }
export const newer: More = { on: ['hawthorn', 'teak'] }
export const inferred: More = { inferred: true }
