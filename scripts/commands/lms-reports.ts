/** What `GET /mock/api/overview` of a mock LMS says. */
export type LmsOverview = {
  readonly key: string
  readonly release: string
  readonly origin: string
  readonly control: string
  readonly faults: readonly string[]
  readonly learners: number
  readonly courses: number
  readonly enrollments: number
}

/** One of `GET /mock/api/faults`. */
export type LmsFault = {
  readonly name: string
  readonly what: string
  readonly where: string
  readonly parameter?: { readonly name: string; readonly default: string; readonly highest?: number }
  readonly active: string | null
}

/** One of `GET /mock/api/requests`. */
export type LmsRequest = {
  readonly at: string
  readonly method: string
  readonly path: string
  readonly status: number
  readonly ms: number
  readonly learner: string | null
  readonly rule: string | null
  readonly why: string | null
  readonly facts: string | null
  readonly faults: readonly string[]
}

/** One of `GET /mock/api/sync`. */
export type LmsPush = {
  readonly at: string
  readonly courseId: string
  readonly status: number | null
  readonly said: string
  readonly attempt: number
  readonly outcome: string
  readonly nextAt: string | null
}
