import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { UserError } from '../system/user-error.ts'
import { openRecord, withRecord } from './record.ts'
import type { Entry } from './store.ts'
import { describedMachine } from './testing/described-machine.ts'

let folder = ''
const file = () => join(folder, 'campus/trust.json')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'campus-trust-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const authority = { kind: 'own', name: 'campus', file: '/ca.pem' } as const

function entry(where: string, fingerprint: string, state: Entry['state'] = 'intended'): Entry {
  return { store: 'chromium', where, title: '', name: 'n', fingerprint, pem: '', authority, at: '', state }
}

test('each change is on the disk at once, for nobody else to read', () => {
  const record = openRecord(file())
  record.put(entry('/a', '1'))
  expect(openRecord(file()).entries).toEqual([entry('/a', '1')])
  expect(statSync(file()).mode & 0o777).toBe(0o600)
})

test('one entry for a certificate in a store: the newest', () => {
  const record = openRecord(file())
  record.put(entry('/a', '1'))
  record.put(entry('/b', '1'))
  record.put(entry('/a', '2'))
  record.put(entry('/a', '1', 'added'))
  expect(openRecord(file()).entries).toEqual([entry('/b', '1'), entry('/a', '2'), entry('/a', '1', 'added')])
})

test('what is dropped is gone; an empty record is no file', () => {
  const record = openRecord(file())
  record.put(entry('/a', '1'))
  record.put(entry('/b', '1'))
  record.drop(entry('/a', '1', 'added'))
  expect(openRecord(file()).entries).toEqual([entry('/b', '1')])
  record.drop(entry('/b', '1'))
  expect(() => readFileSync(file())).toThrow('ENOENT')
})

test.each(['', '{', '{"version":2,"entries":[]}', '{"version":1}', '{"version":1,"entries":[{}]}', 'null'])(
  'a record that is not whole stops us, and is kept: %s',
  (text) => {
    openRecord(file()).put(entry('/a', '1'))
    writeFileSync(file(), text)
    expect(() => openRecord(file())).toThrow(UserError)
    expect(readFileSync(file(), 'utf8')).toBe(text)
  },
)

test('only one holds it, in the folder of the person', async () => {
  const around = describedMachine({ env: { XDG_DATA_HOME: folder } })
  await withRecord(around, async (record) => {
    record.put(entry('/a', '1'))
    await expect(withRecord(around, async () => undefined)).rejects.toThrow(UserError)
  })
  await withRecord(around, async ({ entries }) => expect(entries).toEqual([entry('/a', '1')]))
})
