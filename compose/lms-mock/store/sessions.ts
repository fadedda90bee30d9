import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'

/** A session that is still alive. */
interface StoredSession {
  readonly key: string
  readonly learnerId: number | null
}

/** The server side of sessions, in SQLite, so that they survive a restart. */
export interface SessionStore {
  find(key: string, now: Date): StoredSession | undefined
  create(learnerId: number | null, seconds: number, now: Date): string
  remove(key: string): void
}

/** Makes the session store over an open database. */
export function sessionStore(database: DatabaseSync): SessionStore {
  const find = database.prepare('SELECT key, learner_id FROM sessions WHERE key = ? AND expires > ?')
  const insert = database.prepare('INSERT INTO sessions (key, learner_id, expires) VALUES (?, ?, ?)')
  const remove = database.prepare('DELETE FROM sessions WHERE key = ?')
  return {
    find(key, now) {
      const row = find.get(key, seconds(now)) as { key: string; learner_id: number | null } | undefined
      return row === undefined ? undefined : { key: row.key, learnerId: row.learner_id }
    },
    create(learnerId, lifetime, now) {
      const key = randomBytes(20).toString('hex').slice(0, 32)
      insert.run(key, learnerId, seconds(now) + lifetime)
      return key
    },
    remove: (key) => void remove.run(key),
  }
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
