import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { openDatabase } from './database.ts'

let folder: string

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'lms-mock-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('a file that is no database is named with the ways out, and stays', () => {
  const path = join(folder, 'notes.txt')
  writeFileSync(path, 'These are notes, more of them than a header of SQLite has bytes.\n'.repeat(20))
  const before = readFileSync(path)
  expect(() => openDatabase(path)).toThrow(
    `${path} can't be used as the database: file is not a database. Move it away, or name another place with CAMPUS_DATABASE`,
  )
  expect(readFileSync(path)).toEqual(before)
})

test.each(['.', 'notes.txt/lms.sqlite3'])('a place where no file can be, %s, is named', (place) => {
  writeFileSync(join(folder, 'notes.txt'), '')
  const path = join(folder, place)
  expect(() => openDatabase(path)).toThrow(`${path} can't be used as the database: `)
})

function filled(path: string): void {
  const database = openDatabase(path)
  database.exec('CREATE TABLE extra (text); INSERT INTO extra VALUES (hex(randomblob(50000)))')
  database.close()
}

test.each([
  ['cut off', (path: string) => truncateSync(path, 9000)],
  ['garbage', (path: string) => writeFileSync(path, 'x'.repeat(9000))],
  [
    'overwritten in the middle',
    (path: string) => {
      const bytes = readFileSync(path)
      bytes.fill(0xff, 4096, 12288)
      writeFileSync(path, bytes)
    },
  ],
])('a database that is %s is kept under a name with its date, and a new one begins', (_, damage) => {
  const path = join(folder, 'lms.sqlite3')
  filled(path)
  damage(path)
  const bytes = readFileSync(path)
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => said.mockRestore())

  const database = openDatabase(path)
  expect(database.prepare('SELECT count(*) AS count FROM sessions').get()).toEqual({ count: 0 })
  database.close()
  const kept =
    readdirSync(folder).find((name) => /^lms[.]sqlite3[.]damaged-\d{4}-\d\d-\d\dT/.test(name)) ?? ''
  expect(readFileSync(join(folder, kept))).toEqual(bytes)
  expect(said.mock.calls.join()).toMatch(/is damaged \(.+\): it is kept as .*, and a new one begins/)
})
