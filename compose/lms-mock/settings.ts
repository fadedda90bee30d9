import { readFileSync } from 'node:fs'

import { parseSettings } from './settings-rules.ts'

/** A person the mock knows from its settings; people who register are kept beside them. */
export interface LearnerSettings {
  readonly username: string
  readonly email: string
  readonly name: string
  readonly password: string
  readonly staff: boolean
  readonly active: boolean
  readonly yearOfBirth: number | null
}

/** A way to take a course: audit, honor, verified. */
export interface CourseMode {
  readonly slug: string
  readonly name: string
  readonly minPrice: number
  readonly currency: string
  readonly expires: string | null
}

/** A course run of the mock; dates are ISO 8601, null where there is none. */
export interface CourseSettings {
  readonly id: string
  readonly title: string
  readonly start: string | null
  readonly end: string | null
  readonly enrollmentStart: string | null
  readonly enrollmentEnd: string | null
  readonly invitationOnly: boolean
  readonly capacity: number | null
  readonly modes: readonly CourseMode[]
  readonly languages: readonly string[]
  readonly selfPaced: boolean
}

/** Everything one mock LMS needs to know, as rendered by the toolkit. Keys after `courses` are optional there. */
export interface Settings {
  readonly key: string
  readonly platformName: string
  readonly release: 'teak'
  readonly origin: string
  readonly secure: boolean
  readonly cookieDomain: string
  readonly crossDomainCsrfCookie: string
  readonly allowInsecure: boolean
  readonly corsOrigins: readonly string[]
  readonly trustedOrigins: readonly string[]
  readonly richieOrigin: string
  readonly learners: readonly LearnerSettings[]
  readonly courses: readonly CourseSettings[]
  readonly sessionCookie: string
  readonly cookieSecure: boolean
  readonly sessionSameSite: 'None' | 'Lax'
  readonly corsAllowAll: boolean
  readonly redirectHosts: readonly string[]
  readonly apiKey: string | null
  readonly automaticAuth: boolean
  readonly authnMicroFrontend: string | null
  readonly enrolled: readonly { readonly username: string; readonly course: string }[]
}

/** Reads and checks the settings file; throws one error that lists every problem in it. */
export function readSettings(path: string): Settings {
  return parseSettings(parseJson(readFileSync(path, 'utf8'), path), path)
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${path} is not JSON: ${(cause as Error).message}`, { cause })
  }
}
