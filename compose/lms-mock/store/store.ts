import { createHmac } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { allowedStore, type AllowedStore } from './allowed.ts'
import { courseStore, type CourseStore } from './courses.ts'
import { openDatabase, signingSecret, transactions } from './database.ts'
import { enrollmentStore, type EnrollmentStore } from './enrollments.ts'
import { learnerStore, type LearnerStore } from './learners.ts'
import { remembered } from './remembered.ts'
import { sessionStore, type SessionStore } from './sessions.ts'

/** All that the mock remembers. */
export type Store = {
  readonly database: DatabaseSync
  readonly secret: string
  /** HMAC-SHA256 of a text by the secret, in base64url; cookies are checked at every request, so the last ones are remembered. */
  sign(text: string): string
  readonly learners: LearnerStore
  readonly sessions: SessionStore
  readonly courses: CourseStore
  readonly enrollments: EnrollmentStore
  readonly allowed: AllowedStore
  /** Throws when the database no longer answers: what /heartbeat asks. */
  ping(): void
  /** All of the work or nothing; inside another transaction, a part of that one. */
  transaction<T>(work: () => T): T
  /** Removes all learners, sessions, enrollments, course overrides and who is let in; the secret stays. */
  clear(): void
  /** Tells which course's enrollments changed, after the commit. */
  onEnrollment(listener: (courseId: string) => void): void
  close(): void
}

/** Opens the store at a path (`:memory:` for tests). The process that has it open is the only one that writes to it. */
export function openStore(path: string): Store {
  const database = openDatabase(path)
  const secret = signingSecret(database)
  const signatures = remembered((text: string) =>
    createHmac('sha256', secret).update(text).digest('base64url'),
  )
  const listeners: ((courseId: string) => void)[] = []
  const learners = learnerStore(database)
  const sessions = sessionStore(database)
  const courses = courseStore(database)
  const allowed = allowedStore(database)
  const caches = [learners, sessions, courses]
  const current = transactions(database, () => caches.forEach((cache) => cache.forget()))
  const changed = (courseId: string) =>
    current.afterCommit(() => listeners.forEach((listener) => listener(courseId)))
  const ping = database.prepare('SELECT count(*) FROM facts')
  return {
    database,
    secret,
    sign: (text) => signatures.get(text) ?? '',
    learners,
    sessions,
    courses,
    enrollments: enrollmentStore(database, changed),
    allowed,
    ping: () => void ping.get(),
    transaction: (work) => current.transaction(work),
    clear() {
      database.exec(
        'DELETE FROM enrollments; DELETE FROM sessions; DELETE FROM learners; DELETE FROM course_overrides',
      )
      allowed.clear()
      caches.forEach((cache) => cache.forget())
    },
    onEnrollment: (listener) => void listeners.push(listener),
    close: () => database.close(),
  }
}
