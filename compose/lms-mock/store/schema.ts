import type { DatabaseSync } from 'node:sqlite'

/** Raised by one whenever schema changes. */
const version = 3

/** Parents before children. A learner's id is never given away again: a JWT may still name it. */
const tables = [
  'facts',
  'courses',
  'course_overrides',
  'learners',
  'sessions',
  'enrollments',
  'enrollments_allowed',
  'faults',
  'sync_attempts',
]

/** Counts are kept by triggers, so that no enrollment ever counts the rows of its course. */
const schema = `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE courses (id TEXT PRIMARY KEY, position INTEGER NOT NULL, definition TEXT NOT NULL) STRICT;
  CREATE TABLE course_overrides (id TEXT PRIMARY KEY, definition TEXT NOT NULL, changes TEXT NOT NULL) STRICT;
  CREATE TABLE learners (
    id INTEGER PRIMARY KEY AUTOINCREMENT, username TEXT NOT NULL UNIQUE, email TEXT NOT NULL COLLATE NOCASE UNIQUE,
    name TEXT NOT NULL, password TEXT NOT NULL, is_staff INTEGER NOT NULL, is_active INTEGER NOT NULL, year_of_birth INTEGER,
    date_joined TEXT NOT NULL, last_login TEXT, activation_key TEXT NOT NULL, profile TEXT NOT NULL DEFAULT '{}',
    preferences TEXT NOT NULL DEFAULT '{}', login_session TEXT, failed_logins INTEGER NOT NULL DEFAULT 0, locked_until TEXT
  ) STRICT;
  CREATE TABLE sessions (key TEXT PRIMARY KEY, learner_id INTEGER REFERENCES learners(id), expires INTEGER NOT NULL) STRICT;
  CREATE INDEX sessions_by_learner ON sessions (learner_id);
  CREATE TABLE enrollments (
    id INTEGER PRIMARY KEY AUTOINCREMENT, learner_id INTEGER NOT NULL REFERENCES learners(id), course_id TEXT NOT NULL,
    created TEXT NOT NULL, mode TEXT NOT NULL, is_active INTEGER NOT NULL, UNIQUE (learner_id, course_id)
  ) STRICT;
  CREATE INDEX enrollments_by_course ON enrollments (course_id);
  CREATE TABLE enrollment_counts (
    course_id TEXT PRIMARY KEY, all_rows INTEGER NOT NULL, active_rows INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE enrollments_allowed (
    email TEXT NOT NULL COLLATE NOCASE, course_id TEXT NOT NULL, auto_enroll INTEGER NOT NULL, created TEXT NOT NULL,
    PRIMARY KEY (email, course_id)
  ) STRICT;
  CREATE TABLE faults (name TEXT PRIMARY KEY, parameter TEXT NOT NULL) STRICT;
  CREATE TABLE sync_attempts (id INTEGER PRIMARY KEY AUTOINCREMENT, attempt TEXT NOT NULL) STRICT;
  CREATE TRIGGER count_new_enrollment AFTER INSERT ON enrollments BEGIN
    INSERT INTO enrollment_counts VALUES (new.course_id, 1, new.is_active)
    ON CONFLICT DO UPDATE SET all_rows = all_rows + 1, active_rows = active_rows + new.is_active;
  END;
  CREATE TRIGGER count_changed_enrollment AFTER UPDATE OF is_active ON enrollments WHEN old.is_active <> new.is_active BEGIN
    UPDATE enrollment_counts SET active_rows = active_rows + new.is_active - old.is_active WHERE course_id = new.course_id;
  END;
  CREATE TRIGGER count_removed_enrollment AFTER DELETE ON enrollments BEGIN
    UPDATE enrollment_counts SET all_rows = all_rows - 1, active_rows = active_rows - old.is_active WHERE course_id = old.course_id;
  END;
`

/** The version of the schema in a file: 0 is an empty file, or one from before versions were written. */
export function versionOf(database: DatabaseSync): number {
  return (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version
}

/** Whether a file was written by a newer mock than this one. */
export function isFromTheFuture(database: DatabaseSync): boolean {
  return versionOf(database) > version
}

/** Makes the tables, or brings those of an older file up to date, its rows kept. */
export function applySchema(database: DatabaseSync): void {
  if (versionOf(database) === version) return
  database.exec('PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; BEGIN IMMEDIATE')
  const old = tables.filter((table) => columnsOf(database, table).length > 0)
  for (const table of old) setAside(database, table)
  database.exec(`DROP TABLE IF EXISTS enrollment_counts; ${schema}`)
  for (const table of old) carryOver(database, table)
  database.exec(`PRAGMA user_version = ${version}; COMMIT; PRAGMA legacy_alter_table = OFF`)
}

function setAside(database: DatabaseSync, table: string): void {
  const attached = database
    .prepare(
      "SELECT type, name FROM sqlite_schema WHERE tbl_name = ? AND type <> 'table' AND sql IS NOT NULL",
    )
    .all(table)
  for (const { type, name } of attached as { type: string; name: string }[])
    database.exec(`DROP ${type} ${name}`)
  database.exec(`ALTER TABLE ${table} RENAME TO old_${table}`)
}

/** Copies what both the old and the new table have a column for, and the last id given away; the triggers count as the rows come in. */
function carryOver(database: DatabaseSync, table: string): void {
  const before = new Set(columnsOf(database, `old_${table}`))
  const columns = columnsOf(database, table)
    .filter((column) => before.has(column))
    .join(', ')
  database.exec(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM old_${table} ORDER BY rowid;
     DELETE FROM sqlite_sequence WHERE name = '${table}' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'old_${table}');
     UPDATE sqlite_sequence SET name = '${table}' WHERE name = 'old_${table}';
     DROP TABLE old_${table}`,
  )
}

function columnsOf(database: DatabaseSync, table: string): string[] {
  return database
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => name as string)
}
