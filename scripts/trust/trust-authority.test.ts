import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentRow } from '../tls/testing/any-certificate.ts'
import { openRecord } from './record.ts'
import type { Anchor, Entry } from './store.ts'
import { trustAuthority } from './trust-authority.ts'
import { undoTrust } from './undo-trust.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'campus-trust-'))
})
afterEach(() => {
  rmSync(home, { recursive: true })
})

// A system of which no store is known: nothing can be changed.
const machine = { platform: 'freebsd', isWsl: false } as const
const record = () => openRecord(join(home, '.local/share/campus/trust.json'))

function recorded(
  fingerprint: string,
  authority: Partial<Entry['authority']> = {},
  state: Entry['state'] = 'added',
) {
  const made = { kind: 'own', name: 'CA', file: '/local.dev/ca.pem', ...authority } as const
  const where = join(home, 'no database here')
  const entry = { store: 'chromium', where, title: 'Chromium', name: 'CA', pem: '', at: '' } as const
  record().put({ ...entry, fingerprint, state, authority: made })
}

test('where our own authority was made anew, the one before it is taken out of the stores', async () => {
  recorded('old')
  recorded('new')
  recorded('of another domain', { file: '/local.test/ca.pem' })
  recorded('of mkcert', { kind: 'mkcert' })
  const anchor: Anchor = { kind: 'own', name: 'CA', pem: '', file: '/local.dev/ca.pem', fingerprint: 'new' }
  const probe = { pair: { certificate: '', key: '' }, host: 'richie.local.dev' }
  const reports = await trustAuthority({
    authority: anchor,
    probe,
    row: silentRow(),
    machine,
    env: { HOME: home },
  })
  expect(record().entries.map(({ fingerprint }) => fingerprint)).toEqual([
    'new',
    'of another domain',
    'of mkcert',
  ])
  expect(reports).toMatchObject([{ id: 'absent:System', state: 'absent' }])
})

test('all that is recorded is undone, the last one first; what never came to be is not told', async () => {
  recorded('one', { name: 'one' })
  recorded('two', { name: 'two' }, 'intended')
  recorded('three', { name: 'three' })
  const reports = await undoTrust({ row: silentRow(), machine, env: { HOME: home } })
  expect(reports).toMatchObject([
    { name: 'three', state: 'gone' },
    { name: 'one', state: 'gone' },
  ])
  expect(record().entries).toEqual([])
})
