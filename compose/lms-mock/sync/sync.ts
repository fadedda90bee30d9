/** One attempt to sync a course run to Richie. */
export type SyncAttempt = {
  /** ISO 8601. */
  readonly at: string
  readonly courseId: string
  readonly url: string
  /** HTTP status, null where no answer came. */
  readonly status: number | null
  /** What Richie answered, or why there was no answer; at most 500 characters. */
  readonly said: string
  /** 1 for the first try of a push. */
  readonly attempt: number
  readonly outcome: 'accepted' | 'refused' | 'unreachable' | 'withheld'
  /** When it will be tried again; ISO 8601, null where it won't. */
  readonly nextAt: string | null
}

/** The synchronisation of course runs with Richie: openedx-api 6. */
export type Sync = {
  /** The last tries, newest first, at most 100. */
  attempts(): readonly SyncAttempt[]
  /** How many course runs are synced since all were last to be. */
  report(): SyncReport
  /** Syncs one course run to Richie, or all; returns at once. */
  push(courseId?: string): void
  close(): void
}

/** How many course runs are synced, for `campus up`, which waits for it. */
export type SyncReport = {
  /** Which start of Richie this is about: the moment it was ready, in nanoseconds; null where it is not. */
  readonly richie: string | null
  /** Course runs that are not synced yet. */
  readonly left: number
  readonly accepted: number
  readonly withheld: number
  readonly refused: readonly { readonly courseId: string; readonly said: string }[]
  /** Why it could not be reached at the last try; null where it could. */
  readonly away: string | null
}
