import type { DatabaseSync } from 'node:sqlite'

import type { CourseSettings } from '../settings.ts'

/** The course runs, in SQLite. */
export interface CourseStore {
  all(): readonly CourseSettings[]
  find(id: string): CourseSettings | undefined
  /** Makes the list exactly this one; enrollments in a course that went away stay, and come back with it. */
  replace(courses: readonly CourseSettings[]): void
}

/** Makes the course store over an open database. */
export function courseStore(database: DatabaseSync): CourseStore {
  const all = database.prepare('SELECT definition FROM courses ORDER BY position')
  const find = database.prepare('SELECT definition FROM courses WHERE id = ?')
  const insert = database.prepare(
    'INSERT OR REPLACE INTO courses (id, position, definition) VALUES (?, ?, ?)',
  )
  const clear = database.prepare('DELETE FROM courses')
  return {
    all: () => all.all().map(courseOf),
    find(id) {
      const row = find.get(id)
      return row === undefined ? undefined : courseOf(row)
    },
    replace(courses) {
      clear.run()
      courses.forEach((course, position) => insert.run(course.id, position, JSON.stringify(course)))
    },
  }
}

function courseOf(row: Record<string, unknown>): CourseSettings {
  return JSON.parse(row['definition'] as string) as CourseSettings
}
