import type { DatabaseSync } from 'node:sqlite'

/** One learner in one course run. */
export type Enrollment = {
  readonly id: number
  readonly learnerId: number
  readonly courseId: string
  readonly created: string
  readonly mode: string
  readonly isActive: boolean
}

/** The enrollments, in SQLite. Every question is answered from an index, whatever the number of rows. */
export type EnrollmentStore = {
  find(learnerId: number, courseId: string): Enrollment | undefined
  /** Active ones in the order they were made: openedx-api 1.3. */
  active(learnerId: number): readonly Enrollment[]
  /** In the order they were made, from after an id on; of one learner where a username is given. */
  all(after: number, limit: number, username: string | null): readonly Enrollment[]
  /** Places that are taken. */
  countActive(courseId: string): number
  /** Active ones and those that were given up: what the webhook tells Richie, openedx-api 6. */
  countAll(courseId: string): number
  /** Over all courses. */
  total(): number
  /** Makes the row active in this mode, or makes the row: a second call changes, never doubles. */
  save(learnerId: number, courseId: string, mode: string, isActive: boolean, created: string): Enrollment
}

/** Makes the enrollment store over an open database; `changed` hears of every course whose rows change. */
export function enrollmentStore(
  database: DatabaseSync,
  changed: (courseId: string) => void,
): EnrollmentStore {
  const statements = prepare(database)
  const count = (courseId: string) => statements.count.get(courseId) as Counts | undefined
  return {
    find(learnerId, courseId) {
      const row = statements.find.get(learnerId, courseId)
      return row === undefined ? undefined : enrollmentOf(row)
    },
    active: (learnerId) => statements.active.all(learnerId).map(enrollmentOf),
    all(after, limit, username) {
      const rows =
        username === null
          ? statements.page.all(after, limit)
          : statements.pageOfLearner.all(after, limit, username)
      return rows.map(enrollmentOf)
    },
    countActive: (courseId) => count(courseId)?.active_rows ?? 0,
    countAll: (courseId) => count(courseId)?.all_rows ?? 0,
    total: () => (statements.total.get() as { n: number }).n,
    save(learnerId, courseId, mode, isActive, created) {
      const row = statements.save.get(learnerId, courseId, mode, Number(isActive), created)
      changed(courseId)
      return enrollmentOf(row as Record<string, unknown>)
    },
  }
}

type Counts = {
  readonly all_rows: number
  readonly active_rows: number
}

function prepare(database: DatabaseSync) {
  return {
    find: database.prepare('SELECT * FROM enrollments WHERE learner_id = ? AND course_id = ?'),
    active: database.prepare('SELECT * FROM enrollments WHERE learner_id = ? AND is_active = 1 ORDER BY id'),
    page: database.prepare('SELECT * FROM enrollments WHERE id > ? ORDER BY id LIMIT ?'),
    pageOfLearner: database.prepare(
      `SELECT * FROM enrollments WHERE learner_id = (SELECT id FROM learners WHERE username = ?3) AND id > ?1
       ORDER BY id LIMIT ?2`,
    ),
    count: database.prepare('SELECT all_rows, active_rows FROM enrollment_counts WHERE course_id = ?'),
    total: database.prepare('SELECT coalesce(sum(all_rows), 0) AS n FROM enrollment_counts'),
    save: database.prepare(
      `INSERT INTO enrollments (learner_id, course_id, mode, is_active, created) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (learner_id, course_id) DO UPDATE SET mode = excluded.mode, is_active = excluded.is_active RETURNING *`,
    ),
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
