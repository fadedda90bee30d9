import type { DatabaseSync } from 'node:sqlite'
import type { SyncAttempt } from './sync.ts'

const kept = 100

/** The last tries. */
export type AttemptLog = {
  add(attempt: SyncAttempt): void
  /** Newest first. */
  last(): readonly SyncAttempt[]
}

/** Makes the log over the store's database. */
export function attemptLog(database: DatabaseSync): AttemptLog {
  const insert = database.prepare('INSERT INTO sync_attempts (attempt) VALUES (?)')
  const trim = database.prepare('DELETE FROM sync_attempts WHERE id <= ?')
  const last = database.prepare('SELECT attempt FROM sync_attempts ORDER BY id DESC')
  return {
    add(attempt) {
      const { lastInsertRowid } = insert.run(JSON.stringify(attempt))
      trim.run(Number(lastInsertRowid) - kept)
    },
    last: () => last.all().map((row) => JSON.parse(row['attempt'] as string) as SyncAttempt),
  }
}
