/*
 * What a mock LMS answers below /mock/api, as far as it is read here. Names are the mock's own; tests/toolkit-and-mock.test.ts
 * holds both sides together.
 */

/** `GET /overview`. */
export type OverviewReport = {
  readonly key: string
  readonly release: string
  readonly origin: string
  readonly control: string
  /** Those that are on, as `name` or `name=parameter`. */
  readonly faults: readonly string[]
  readonly learners: number
  readonly courses: number
  readonly enrollments: number
  /** How far the course runs are synced to Richie; null if they are not synced, absent if the mock was made by an older campus. */
  readonly sync?: SyncOverview | null
}

/** In numbers of course runs. */
type SyncOverview = {
  readonly left: number
  readonly accepted: number
  readonly refused: number
  readonly withheld: number
  /** Why Richie could not be reached at the last try. */
  readonly away: string | null
  /** When Richie last answered: ISO 8601. */
  readonly toldAt: string | null
}

/** One of `GET /faults`. */
export type FaultReport = {
  readonly name: string
  readonly what: string
  readonly where: string
  readonly parameter?: { readonly name: string; readonly default: string }
}

/** One of `GET /requests`. */
export type LoggedRequest = {
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

/** Faults that are shown as an example. */
export const exampleFaults: readonly string[] = ['slow=3000', 'throttled']
