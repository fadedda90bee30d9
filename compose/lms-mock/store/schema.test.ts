import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { faultSwitch } from '../faults/fault-switch.ts'
import { openStore } from './store.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lms-mock-'))
  path = join(folder, 'lms.sqlite3')
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

const somebody = {
  username: 'edx',
  email: 'edx@example.com',
  name: 'Eddy',
  password: 'x',
  staff: false,
  active: true,
  yearOfBirth: null,
}

/** The first schema of the mock, before versions were written. */
const first = `
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE courses (id TEXT PRIMARY KEY, position INTEGER NOT NULL, definition TEXT NOT NULL) STRICT;
  CREATE TABLE learners (
    id INTEGER PRIMARY KEY, username TEXT NOT NULL UNIQUE, email TEXT NOT NULL COLLATE NOCASE UNIQUE, name TEXT NOT NULL,
    password TEXT NOT NULL, is_staff INTEGER NOT NULL, is_active INTEGER NOT NULL, year_of_birth INTEGER,
    date_joined TEXT NOT NULL, last_login TEXT, activation_key TEXT NOT NULL, profile TEXT NOT NULL DEFAULT '{}',
    preferences TEXT NOT NULL DEFAULT '{}', login_session TEXT, failed_logins INTEGER NOT NULL DEFAULT 0, locked_until TEXT
  ) STRICT;
  CREATE TABLE sessions (key TEXT PRIMARY KEY, learner_id INTEGER REFERENCES learners(id), expires INTEGER NOT NULL) STRICT;
  CREATE TABLE enrollments (
    id INTEGER PRIMARY KEY, learner_id INTEGER NOT NULL REFERENCES learners(id), course_id TEXT NOT NULL, created TEXT NOT NULL,
    mode TEXT NOT NULL, is_active INTEGER NOT NULL, UNIQUE (learner_id, course_id)
  ) STRICT;
  CREATE INDEX enrollments_by_course ON enrollments (course_id, is_active);
  INSERT INTO facts VALUES ('secret', 'kept');
  INSERT INTO learners (id, username, email, name, password, is_staff, is_active, date_joined, activation_key)
    VALUES (4, 'edx', 'edx@example.com', 'Eddy', 'x', 0, 1, '2026-01-01T00:00:00Z', 'k'), (9, 'two', 't@example.com', 'T', 'x', 0, 1, '', '');
  INSERT INTO sessions VALUES ('s', 4, 9999999999);
  INSERT INTO enrollments VALUES (7, 4, 'a', '2026-01-01T00:00:00Z', 'audit', 1), (8, 9, 'a', '2026-01-01T00:00:00Z', 'audit', 0);
`

test('a file from before versions keeps its rows, and its enrollments are counted', () => {
  const old = new DatabaseSync(path)
  old.exec(first)
  old.close()
  const store = openStore(path)
  expect(store.secret).toBe('kept')
  expect(store.learners.byUsername('edx')).toMatchObject({ id: 4, name: 'Eddy' })
  expect(store.sessions.find('s', new Date())?.learnerId).toBe(4)
  expect(store.enrollments.find(4, 'a')).toMatchObject({ id: 7, isActive: true })
  expect([store.enrollments.countAll('a'), store.enrollments.countActive('a')]).toEqual([2, 1])
  expect(store.database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  expect(store.database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  expect(() => store.sessions.create(999, 60, new Date())).toThrow('FOREIGN KEY')
  store.close()
})

test('the schema that an old file gets is that of a new file', () => {
  const schemaOf = (file: string) => {
    const store = openStore(file)
    const rows = store.database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all()
    store.close()
    return rows
  }
  const old = new DatabaseSync(path)
  old.exec(first)
  old.close()
  expect(schemaOf(path)).toEqual(schemaOf(':memory:'))
})

test('a file of version 2 keeps what its parts had made tables for, and gives no id away again', () => {
  const now = new Date('2026-11-23T05:00:00Z')
  const before = openStore(path)
  faultSwitch(before.database).turnOn(new Map([['slow', '5']]))
  before.learners.add({ ...somebody, username: 'kept', email: 'kept@example.com' }, now)
  before.learners.add(somebody, now)
  before.database.exec("DELETE FROM learners WHERE username = 'edx'")
  before.allowed.add({ email: 'b@example.com', courseId: 'a', autoEnroll: true, created: now.toISOString() })
  before.database.exec('PRAGMA user_version = 2')
  before.close()
  const store = openStore(path)
  expect(Object.fromEntries(faultSwitch(store.database).active())).toEqual({ slow: '5' })
  expect(store.allowed.has('b@example.com', 'a')).toBe(true)
  expect(store.learners.byUsername('kept')?.id).toBe(1)
  expect(store.learners.add(somebody, now).id).toBe(3)
  const last = store.database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'learners'").all()
  expect(last).toEqual([{ seq: 3 }])
  store.close()
})

test('a file of a newer version is put aside, not opened', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const newer = new DatabaseSync(path)
  newer.exec('CREATE TABLE later (x); PRAGMA user_version = 99')
  newer.close()
  openStore(path).close()
  expect(readdirSync(folder).toSorted()).toEqual(['lms.sqlite3', 'lms.sqlite3.version-99'])
  expect(said.mock.calls.join()).toContain('newer version')
})

test('a file belongs to one mock at a time', () => {
  const store = openStore(path)
  expect(() => openStore(path)).toThrow(`${path} is in use by another program`)
  store.close()
  openStore(path).close()
})
