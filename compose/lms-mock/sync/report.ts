import { renameSync, writeFileSync } from 'node:fs'
import type { SyncAttempt } from './sync.ts'

/** How far Richie has been told, for `campus up`, which waits for it. */
export type SyncReport = {
  /** Which start of Richie this is about: the moment it was ready, in nanoseconds; null where it is not. */
  readonly richie: string | null
  /** Course runs that it has not been told of yet. */
  readonly left: number
  readonly accepted: number
  readonly withheld: number
  readonly refused: readonly { readonly courseId: string; readonly said: string }[]
  /** Why it could not be reached at the last try; null where it could. */
  readonly away: string | null
}

/** Sums up the last outcome of each course run. */
export function syncReport(
  richie: string | undefined,
  courseIds: readonly string[],
  outcomes: ReadonlyMap<string, SyncAttempt>,
): SyncReport {
  const all = courseIds.flatMap((id) => outcomes.get(id) ?? [])
  const those = (outcome: SyncAttempt['outcome']) => all.filter((attempt) => attempt.outcome === outcome)
  const away = those('unreachable')
  return {
    richie: richie ?? null,
    left: courseIds.length - all.length + away.length,
    accepted: those('accepted').length,
    withheld: those('withheld').length,
    refused: those('refused').map(({ courseId, status, said }) => ({ courseId, said: `${status}: ${said}` })),
    away: away.at(-1)?.said ?? null,
  }
}

/** Replaces the report at once, so that nobody reads half of it. */
export function writeReport(path: string, report: SyncReport): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(report)}\n`)
  renameSync(`${path}.new`, path)
}
