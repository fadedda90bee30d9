import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS courses (id TEXT PRIMARY KEY, position INTEGER NOT NULL, definition TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS learners (
    id INTEGER PRIMARY KEY, username TEXT NOT NULL UNIQUE, email TEXT NOT NULL COLLATE NOCASE UNIQUE, name TEXT NOT NULL,
    password TEXT NOT NULL, is_staff INTEGER NOT NULL, is_active INTEGER NOT NULL, year_of_birth INTEGER,
    date_joined TEXT NOT NULL, last_login TEXT, activation_key TEXT NOT NULL, profile TEXT NOT NULL DEFAULT '{}',
    preferences TEXT NOT NULL DEFAULT '{}', login_session TEXT, failed_logins INTEGER NOT NULL DEFAULT 0, locked_until TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS sessions (key TEXT PRIMARY KEY, learner_id INTEGER REFERENCES learners(id), expires INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS enrollments (
    id INTEGER PRIMARY KEY, learner_id INTEGER NOT NULL REFERENCES learners(id), course_id TEXT NOT NULL, created TEXT NOT NULL,
    mode TEXT NOT NULL, is_active INTEGER NOT NULL, UNIQUE (learner_id, course_id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS enrollments_by_course ON enrollments (course_id, is_active);
`

/** Opens the mock's SQLite file, makes its tables, and keeps what was acknowledged even when the process is killed (WAL). */
export function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true })
  }
  const database = new DatabaseSync(path)
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000; PRAGMA foreign_keys = ON',
  )
  database.exec(SCHEMA)
  database.prepare('DELETE FROM sessions WHERE expires < ?').run(Math.floor(Date.now() / 1000))
  return database
}

/** The secret that signs session cookies and JWTs: made once per database, so sessions survive a restart. */
export function signingSecret(database: DatabaseSync): string {
  database
    .prepare("INSERT INTO facts (name, value) VALUES ('secret', ?) ON CONFLICT DO NOTHING")
    .run(randomBytes(32).toString('hex'))
  const row = database.prepare("SELECT value FROM facts WHERE name = 'secret'").get() as { value: string }
  return row.value
}
