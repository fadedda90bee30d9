import type { DatabaseSync } from 'node:sqlite'

/** An e-mail address that may enroll in a course run although it is closed or by invitation: openedx-api 1.4. */
export type AllowedEnrollment = {
  readonly email: string
  readonly courseId: string
  readonly autoEnroll: boolean
  /** ISO 8601. */
  readonly created: string
}

/** Who is let in, in SQLite. */
export type AllowedStore = {
  of(email: string): readonly AllowedEnrollment[]
  has(email: string, courseId: string): boolean
  /** False where it is there already. */
  add(allowed: AllowedEnrollment): boolean
  /** False where there is none. */
  remove(email: string, courseId: string): boolean
  clear(): void
}

/** Makes the store over an open database. */
export function allowedStore(database: DatabaseSync): AllowedStore {
  const all = database.prepare('SELECT * FROM enrollments_allowed WHERE email = ? ORDER BY rowid')
  const find = database.prepare('SELECT 1 FROM enrollments_allowed WHERE email = ? AND course_id = ?')
  const insert = database.prepare(
    'INSERT INTO enrollments_allowed VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const remove = database.prepare('DELETE FROM enrollments_allowed WHERE email = ? AND course_id = ?')
  return {
    of: (email) => all.all(email).map(allowedOf),
    has: (email, courseId) => find.get(email, courseId) !== undefined,
    add: ({ email, courseId, autoEnroll, created }) =>
      insert.run(email, courseId, Number(autoEnroll), created).changes === 1,
    remove: (email, courseId) => remove.run(email, courseId).changes === 1,
    clear: () => database.exec('DELETE FROM enrollments_allowed'),
  }
}

function allowedOf(row: Record<string, unknown>): AllowedEnrollment {
  return {
    email: row['email'] as string,
    courseId: row['course_id'] as string,
    autoEnroll: row['auto_enroll'] === 1,
    created: row['created'] as string,
  }
}
