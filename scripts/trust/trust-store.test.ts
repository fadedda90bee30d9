import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { silentRow } from '../tls/testing/any-certificate.ts'
import { openRecord } from './record.ts'
import type { Addition, Anchor, Entry, Store } from './store.ts'
import { describedMachine } from './testing/described-machine.ts'
import { trustStore } from './trust-authority.ts'
import { removeEntry } from './undo-trust.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'campus-trust-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const anchor: Anchor = { kind: 'mkcert', name: 'CA', pem: 'PEM', file: '/ca.pem', fingerprint: 'f00' }
const probe = { pair: { certificate: '', key: '' }, host: 'x', file: '' }
const inStore = () => join(folder, 'in the store')
const recordFile = () => join(folder, 'trust.json')

/** A store that trusts what a file says is in it. */
function fileStore(more: Partial<Store> = {}): Store {
  const addition: Addition = {
    kind: 'steps',
    name: 'CA',
    advice: 'restart it',
    doubt: 'close it',
    // The record as it was before the change.
    steps: [asPerson(['cp', recordFile(), inStore()])],
  }
  return {
    kind: 'chromium',
    title: 'Store',
    where: '/store',
    family: 'nss',
    verify: async () => (existsSync(inStore()) ? undefined : 'not there'),
    planAddition: async () => addition,
    planRemoval: async () => (existsSync(inStore()) ? [asPerson(['rm', inStore()])] : []),
    ...more,
  }
}

function asPerson(argv: readonly string[]) {
  return { argv, needsRoot: false }
}

async function trust(store: Store, { of = anchor, env = {} } = {}) {
  const row = silentRow()
  const work = { anchor: of, probe, row, around: describedMachine({ env }), record: openRecord(recordFile()) }
  const report = await trustStore(work, store, await store.verify(probe))
  return { ...report, notes: row.notes, entries: openRecord(recordFile()).entries }
}

async function remove(store: Store) {
  const work = { row: silentRow(), around: describedMachine({}), record: openRecord(recordFile()) }
  const [entry] = work.record.entries
  if (entry === undefined) throw new Error('Nothing is recorded')
  const report = await removeEntry(work, entry, store)
  return { ...report, entries: openRecord(recordFile()).entries }
}

/** A machine on which root is not to be had. */
function withoutRoot(): void {
  vi.spyOn(process, 'getuid').mockReturnValue(1000)
  vi.stubEnv('PATH', folder)
}

test('the change is said, recorded as intended before it is made, and as added once it is proven', async () => {
  const { state, detail, notes, entries } = await trust(fileStore())
  expect({ state, detail }).toEqual({ state: 'added', detail: 'restart it' })
  expect(notes).toEqual(['  Store: trusting "CA":', `    cp ${recordFile()} '${inStore()}'`])
  const before = JSON.parse(readFileSync(inStore(), 'utf8')) as { entries: readonly Entry[] }
  expect(before.entries).toMatchObject([
    { store: 'chromium', where: '/store', name: 'CA', state: 'intended' },
  ])
  expect(entries).toEqual(before.entries.map((entry) => ({ ...entry, state: 'added' })))
})

test('what was trusted before us is not recorded, so it stays', async () => {
  expect(await trust(fileStore({ verify: async () => undefined }))).toMatchObject({
    state: 'trusted',
    notes: [],
    entries: [],
  })
})

test('what was cut short after the change is found to be ours', async () => {
  await trust(fileStore())
  copyFileSync(inStore(), recordFile())
  expect(await trust(fileStore())).toMatchObject({ state: 'trusted', entries: [{ state: 'added' }] })
})

test.each([
  ['a step fails', { steps: [asPerson(['sh', '-c', 'echo locked >&2; exit 3'])] }, 'locked; close it'],
  ['the probe is refused all the same', { steps: [asPerson(['true'])] }, 'not there; close it'],
])('where %s the store is left, and stays recorded as intended', async (_title, plan, reason) => {
  const store = fileStore({
    planAddition: async () => ({ kind: 'steps', name: 'CA', doubt: 'close it', ...plan }),
  })
  const { state, detail, commands, entries } = await trust(store)
  expect({ state, entries: entries.map((entry) => entry.state) }).toEqual({
    state: 'left',
    entries: ['intended'],
  })
  expect(detail.endsWith(reason)).toBe(true)
  expect(commands).not.toBe('')
})

test('a store that can not be changed is left with what the person can do', async () => {
  const hindrance = { kind: 'hindered', detail: 'no certutil', commands: 'apt' } as const
  expect(await trust(fileStore({ planAddition: async () => hindrance }))).toMatchObject({
    state: 'left',
    detail: 'no certutil',
    commands: 'apt',
    entries: [],
  })
})

const rootPlan = { kind: 'steps', name: 'CA', steps: [{ argv: ['true'], needsRoot: true }] } as const

test.each([
  ["mkcert's authority, which the person may add in another way", 'mkcert', 0],
  ['our own, which nobody else adds', 'own', 1],
] as const)('without root, commands are left: of %s', async (_title, kind, recorded) => {
  withoutRoot()
  const { state, commands, entries } = await trust(fileStore({ planAddition: async () => rootPlan }), {
    of: { ...anchor, kind },
  })
  expect({ state, commands }).toEqual({ state: 'left', commands: 'sudo true' })
  expect(entries).toHaveLength(recorded)
})

test.each([
  ['nss', 'added'],
  ['system,nss', 'added'],
  ['', 'added'],
  ['system', 'left'],
  ['none', 'left'],
])('TRUST_STORES=%s', async (chosen, state) => {
  expect(await trust(fileStore(), { env: { TRUST_STORES: chosen } })).toMatchObject({ state })
})

test('undone, it is gone from the store and from the record', async () => {
  await trust(fileStore())
  expect(await remove(fileStore())).toMatchObject({ state: 'removed', name: 'CA', entries: [] })
  expect(existsSync(inStore())).toBe(false)
})

test('what somebody else removed meanwhile is fine', async () => {
  await trust(fileStore())
  rmSync(inStore())
  expect(await remove(fileStore())).toMatchObject({ state: 'gone', entries: [] })
})

test.each<[string, Partial<Store>]>([
  ['the step fails', { planRemoval: async () => [asPerson(['false'])] }],
  ['it is still there afterwards', { planRemoval: async () => [asPerson(['true'])] }],
  [
    'it can not be looked at',
    { planRemoval: async () => ({ kind: 'hindered', detail: 'locked', commands: '' }) },
  ],
])('a failed removal stays recorded, for another try: %s', async (_title, more) => {
  await trust(fileStore())
  expect(await remove(fileStore(more))).toMatchObject({ state: 'left', entries: [{ state: 'added' }] })
})

test('without root, a removal is left with its commands', async () => {
  await trust(fileStore())
  withoutRoot()
  const store = fileStore({ planRemoval: async () => [{ argv: ['rm', '/x'], needsRoot: true }] })
  expect(await remove(store)).toMatchObject({ state: 'left', commands: 'sudo rm /x', entries: [{}] })
})
