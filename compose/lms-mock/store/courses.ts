import type { DatabaseSync } from 'node:sqlite'
import type { CourseSettings } from '../settings/settings.ts'

/** What may be changed of a course run beside its settings. */
export type CourseChanges = Partial<Omit<CourseSettings, 'id'>>

/** The course runs, in SQLite: as the settings say, with what was changed since on the control page. */
export type CourseStore = {
  all(): readonly CourseSettings[]
  find(id: string): CourseSettings | undefined
  /**
   * Makes the list exactly this one. A course that the settings redefine loses its overrides; enrollments and
   * overrides of a course that went away stay, and come back with it.
   */
  replace(courses: readonly CourseSettings[]): void
  /** Changes a course on top of its settings, until those change or the override is reset. Throws where there is none of that id. */
  override(id: string, changes: CourseChanges): CourseSettings
  /** What was changed of this course beside its settings. */
  overridden(id: string): CourseChanges | undefined
  /** Takes back the changes to one course, or to all. */
  resetOverrides(id?: string): void
  /** Reads everything again at the next question: a transaction was rolled back. */
  forget(): void
}

/** Makes the course store over an open database. The list is small and asked for at every request: it is kept in memory. */
export function courseStore(database: DatabaseSync): CourseStore {
  const statements = prepare(database)
  let known: ReadonlyMap<string, CourseSettings> | undefined
  const courses = () => (known ??= read(statements))
  const forget = () => void (known = undefined)
  const overridden = (id: string) => changesOf(statements.override.get(id))
  return {
    all: () => [...courses().values()],
    find: (id) => courses().get(id),
    replace(list) {
      statements.clear.run()
      list.forEach((course, position) => statements.insert.run(course.id, position, JSON.stringify(course)))
      statements.dropOutdated.run()
      forget()
    },
    override(id, changes) {
      const all = { ...overridden(id), ...changes }
      if (statements.save.run(JSON.stringify(all), id).changes === 0)
        throw new Error(`No course has the id ${id}`)
      forget()
      return courses().get(id) as CourseSettings
    },
    overridden,
    resetOverrides(id) {
      statements.reset.run(id ?? null)
      forget()
    },
    forget,
  }
}

type Statements = ReturnType<typeof prepare>

function prepare(database: DatabaseSync) {
  return {
    all: database.prepare(
      'SELECT c.definition, o.changes FROM courses c LEFT JOIN course_overrides o ON o.id = c.id ORDER BY c.position',
    ),
    clear: database.prepare('DELETE FROM courses'),
    insert: database.prepare('INSERT OR REPLACE INTO courses (id, position, definition) VALUES (?, ?, ?)'),
    override: database.prepare('SELECT changes FROM course_overrides WHERE id = ?'),
    save: database.prepare(
      'INSERT OR REPLACE INTO course_overrides (id, definition, changes) SELECT id, definition, ? FROM courses WHERE id = ?',
    ),
    dropOutdated: database.prepare(
      `DELETE FROM course_overrides AS o
       WHERE EXISTS (SELECT 1 FROM courses c WHERE c.id = o.id AND c.definition <> o.definition)`,
    ),
    reset: database.prepare('DELETE FROM course_overrides WHERE ?1 IS NULL OR id = ?1'),
  }
}

function read(statements: Statements): ReadonlyMap<string, CourseSettings> {
  const rows = statements.all.all().map((row) => {
    const course = JSON.parse(row['definition'] as string) as CourseSettings
    return { ...course, ...changesOf(row) }
  })
  return new Map(rows.map((course) => [course.id, course]))
}

function changesOf(row: Record<string, unknown> | undefined): CourseChanges | undefined {
  const changes = (row?.['changes'] ?? null) as string | null
  return changes === null ? undefined : (JSON.parse(changes) as CourseChanges)
}
