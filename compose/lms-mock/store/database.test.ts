import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
