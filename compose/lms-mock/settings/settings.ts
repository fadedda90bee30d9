import type { ReleaseName } from './releases.ts'

/** A person the mock knows from its settings; people who register are kept beside them. */
export type LearnerSettings = {
  readonly username: string
  readonly email: string
  readonly name: string
  readonly password: string
  readonly staff: boolean
  /** May read other learners' enrollments where staff may not (dogwood): openedx-api 1.2. */
  readonly superuser: boolean
  readonly active: boolean
  readonly yearOfBirth: number | null
}

/** A way to take a course: audit, honor, verified. */
export type CourseMode = {
  readonly slug: string
  readonly name: string
  readonly minPrice: number
  readonly currency: string
  readonly expires: string | null
}

/** A course run of the mock; dates are ISO 8601, null where there is none. */
export type CourseSettings = {
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
  /** Open edX's words for where a catalogue shows the run. */
  readonly catalogVisibility: 'both' | 'about' | 'none'
}

/** Everything one mock LMS needs to know, as rendered by the toolkit; rules.ts says which keys its file may leave out, and what then holds. */
export type Settings = {
  readonly key: string
  readonly platformName: string
  readonly release: ReleaseName
  readonly origin: string
  readonly secure: boolean
  /** Null where both sides share a host: its cookies need no domain. */
  readonly cookieDomain: string | null
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
  /** Where course runs are synced to Richie: openedx-api 6. */
  readonly syncUrl: string
  /** The link by which Richie knows a run; `{course_id}` stands for its id. */
  readonly courseLink: string
}
