import type { DatabaseSync } from 'node:sqlite'

import { courseStore, type CourseStore } from './courses.ts'
import { openDatabase, signingSecret } from './database.ts'
import { enrollmentStore, type EnrollmentStore } from './enrollments.ts'
import { learnerStore, type LearnerStore } from './learners.ts'
import { sessionStore, type SessionStore } from './sessions.ts'

/** All that the mock remembers. */
export interface Store {
  readonly database: DatabaseSync
  readonly secret: string
  readonly learners: LearnerStore
  readonly sessions: SessionStore
  readonly courses: CourseStore
  readonly enrollments: EnrollmentStore
  /** Throws when the database no longer answers: what /heartbeat asks. */
  ping(): void
  transaction<T>(work: () => T): T
  close(): void
}

/** Opens the store at a path (`:memory:` for tests). */
export function openStore(path: string): Store {
  const database = openDatabase(path)
  const ping = database.prepare('SELECT count(*) FROM facts')
  return {
    database,
    secret: signingSecret(database),
    learners: learnerStore(database),
    sessions: sessionStore(database),
    courses: courseStore(database),
    enrollments: enrollmentStore(database),
    ping: () => void ping.get(),
    transaction: (work) => inTransaction(database, work),
    close: () => database.close(),
  }
}

function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}
