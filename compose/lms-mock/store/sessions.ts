import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { remembered } from './remembered.ts'

/** A session that is still alive. */
type StoredSession = {
  readonly key: string
  readonly learnerId: number | null
  /** Seconds since 1970. */
  readonly expires: number
}

/** The server side of sessions, in SQLite, so that they survive a restart; those in use are kept in memory. */
export type SessionStore = {
  find(key: string, now: Date): StoredSession | undefined
  create(learnerId: number | null, seconds: number, now: Date): string
  /** How many of a learner's are alive. */
  count(learnerId: number, now: Date): number
  remove(key: string): void
  /** Ends all sessions of a learner, and says how many they were. */
  removeAll(learnerId: number): number
  /** Reads everything again: rows were changed elsewhere. */
  forget(): void
}

/** Makes the session store over an open database. */
export function sessionStore(database: DatabaseSync): SessionStore {
  const find = database.prepare('SELECT key, learner_id, expires FROM sessions WHERE key = ?')
  const insert = database.prepare('INSERT INTO sessions (key, learner_id, expires) VALUES (?, ?, ?)')
  const remove = database.prepare('DELETE FROM sessions WHERE key = ?')
  const removeAll = database.prepare('DELETE FROM sessions WHERE learner_id = ?')
  const count = database.prepare('SELECT count(*) AS n FROM sessions WHERE learner_id = ? AND expires > ?')
  const sessions = remembered((key: string) => sessionOf(find.get(key)))
  return {
    find(key, now) {
      const session = sessions.get(key)
      return session !== undefined && session.expires > seconds(now) ? session : undefined
    },
    create(learnerId, lifetime, now) {
      const key = randomBytes(20).toString('hex').slice(0, 32)
      insert.run(key, learnerId, seconds(now) + lifetime)
      return key
    },
    count: (learnerId, now) => (count.get(learnerId, seconds(now)) as { n: number }).n,
    remove(key) {
      remove.run(key)
      sessions.forget(key)
    },
    removeAll(learnerId) {
      sessions.forget()
      return Number(removeAll.run(learnerId).changes)
    },
    forget: () => sessions.forget(),
  }
}

function sessionOf(row: Record<string, unknown> | undefined): StoredSession | undefined {
  if (row === undefined) return undefined
  return {
    key: row['key'] as string,
    learnerId: row['learner_id'] as number | null,
    expires: row['expires'] as number,
  }
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
