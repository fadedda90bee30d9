import type { DatabaseSync } from 'node:sqlite'

/** One learner in one course run. */
export interface Enrollment {
  readonly id: number
  readonly learnerId: number
  readonly courseId: string
  readonly created: string
  readonly mode: string
  readonly isActive: boolean
}

/** The enrollments, in SQLite. */
export interface EnrollmentStore {
  find(learnerId: number, courseId: string): Enrollment | undefined
  /** Active ones in the order they were made: openedx-api 1.3. */
  active(learnerId: number): readonly Enrollment[]
  all(after: number, limit: number, username: string | null): readonly Enrollment[]
  countActive(courseId: string): number
  /** Makes the row active in this mode, or makes the row: a second call changes, never doubles. */
  save(learnerId: number, courseId: string, mode: string, isActive: boolean, created: string): Enrollment
}

/** Makes the enrollment store over an open database. */
export function enrollmentStore(database: DatabaseSync): EnrollmentStore {
  const find = database.prepare('SELECT * FROM enrollments WHERE learner_id = ? AND course_id = ?')
  const active = database.prepare(
    'SELECT * FROM enrollments WHERE learner_id = ? AND is_active = 1 ORDER BY created, id',
  )
  const count = database.prepare(
    'SELECT count(*) AS n FROM enrollments WHERE course_id = ? AND is_active = 1',
  )
  const page = database.prepare(
    `SELECT e.* FROM enrollments e JOIN learners l ON l.id = e.learner_id
     WHERE e.id > ?1 AND (?3 IS NULL OR l.username = ?3) ORDER BY e.id LIMIT ?2`,
  )
  const save = database.prepare(
    `INSERT INTO enrollments (learner_id, course_id, mode, is_active, created) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (learner_id, course_id) DO UPDATE SET mode = excluded.mode, is_active = excluded.is_active RETURNING *`,
  )
  return {
    find(learnerId, courseId) {
      const row = find.get(learnerId, courseId)
      return row === undefined ? undefined : enrollmentOf(row)
    },
    active: (learnerId) => active.all(learnerId).map(enrollmentOf),
    all: (after, limit, username) => page.all(after, limit, username).map(enrollmentOf),
    countActive: (courseId) => (count.get(courseId) as { n: number }).n,
    save(learnerId, courseId, mode, isActive, created) {
      const row = save.get(learnerId, courseId, mode, Number(isActive), created) as Record<string, unknown>
      return enrollmentOf(row)
    },
  }
}

function enrollmentOf(row: Record<string, unknown>): Enrollment {
  return {
    id: row['id'] as number,
    learnerId: row['learner_id'] as number,
    courseId: row['course_id'] as string,
    created: row['created'] as string,
    mode: row['mode'] as string,
    isActive: row['is_active'] === 1,
  }
}
