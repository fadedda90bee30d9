import { renameSync, writeFileSync } from 'node:fs'
import type { SyncAttempt, SyncReport } from './sync.ts'

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
