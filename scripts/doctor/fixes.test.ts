import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stageArtifacts } from '../artifacts/stage.ts'
import type { Finding } from '../diagnosis/run-checks.ts'
import { listFolder } from '../system/files.ts'
import { lookAtLock } from '../system/lock.ts'
import { silentRow } from '../tls/testing/any-certificate.ts'
import { applyFixes, planFixes } from './apply-fixes.ts'
import { generatedFiles } from './checkout/generated-files.ts'
import { state } from './checkout/state.ts'
import { modeOf } from './facts/disk-facts.ts'
import type { MachineContext } from './facts/machine-context.ts'
import { anyMachine } from './testing/any-machine.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'campus-doctor-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const finding = (id: string, status: Finding['status']): Finding => ({
  id,
  status,
  subject: 'checkout',
  title: '',
  says: '',
  evidence: [],
  fix: [],
  ms: 0,
})

test('an edited file is written anew, and the edited one is kept', async () => {
  const artifacts = [{ path: 'compose.yaml', text: 'ours\n' }]
  const dirs = { generatedDir: join(folder, 'generated'), stateDir: join(folder, '.campus') }
  stageArtifacts(dirs.generatedDir, dirs.stateDir, artifacts).commit()
  const file = join(dirs.generatedDir, 'compose.yaml')
  writeFileSync(file, 'mine\n')
  const change = {
    path: 'compose.yaml',
    kind: 'changed',
    edited: true,
    before: 'mine\n',
    after: 'ours\n',
  } as const
  const described = anyMachine({ changes: [change], root: folder })
  const machine: MachineContext = { ...described, artifacts: () => artifacts }

  const fix = await generatedFiles.autoFix?.(machine)
  expect(fix?.plan).toEqual([
    'keep generated/compose.yaml in .campus/edited/',
    'write generated/ again, for http mode',
  ])
  expect(readFileSync(file, 'utf8'), 'nothing is done before it is agreed to').toBe('mine\n')
  expect(await fix?.apply(silentRow())).toEqual([
    expect.stringContaining('your version is kept at'),
    'To apply the files to running services: make run',
  ])
  expect(readFileSync(file, 'utf8')).toBe('ours\n')
  expect(readFileSync(join(dirs.stateDir, 'edited/compose.yaml'), 'utf8')).toBe('mine\n')
  expect(existsSync(join(dirs.stateDir, 'lock'))).toBe(false)
})

test('a spec that was changed since is a matter of the next start, not of --fix', async () => {
  const change = { path: 'compose.yaml', kind: 'changed', edited: false, before: '', after: '' } as const
  expect(await generatedFiles.autoFix?.(anyMachine({ changes: [change] }))).toBeUndefined()
})

test('.campus is closed again, and a dead lock goes', async () => {
  const stateDir = join(folder, '.campus')
  mkdirSync(join(stateDir, 'secrets'), { recursive: true })
  const victim = join(folder, 'victim')
  writeFileSync(victim, '')
  chmodSync(victim, 0o644)
  symlinkSync(victim, join(stateDir, 'secrets/link'))
  writeFileSync(join(stateDir, 'secrets.json'), '{}')
  writeFileSync(join(stateDir, 'lock'), '{"pid":1,"started":"long ago","command":"up","since":""}')
  chmodSync(stateDir, 0o755)
  chmodSync(join(stateDir, 'secrets.json'), 0o644)
  const mode = (path: string) => statSync(path).mode & 0o777
  const described = anyMachine({ root: folder })
  const machine: MachineContext = {
    ...described,
    disk: { ...described.disk, mode: modeOf, list: listFolder },
    lock: () => lookAtLock(join(stateDir, 'lock')),
  }
  const fix = await state.autoFix?.(machine)
  expect(fix?.plan).toEqual(['chmod 0700 .campus', 'chmod 0600 .campus/secrets.json', 'remove .campus/lock'])
  await fix?.apply(silentRow())
  expect(mode(stateDir)).toBe(0o700)
  expect(mode(join(stateDir, 'secrets.json'))).toBe(0o600)
  expect(mode(victim), 'what a link leads to is not closed').toBe(0o644)
  expect(existsSync(join(stateDir, 'lock'))).toBe(false)
  expect(await state.look(machine)).toMatchObject({ status: 'ok' })
})

test('only what was found wrong is fixed', async () => {
  const machine = anyMachine({
    modes: { '/home/ada/campus/.campus': 0o755 },
    owners: { owner: { uid: 1000, gid: 1000 }, strangers: [{ path: 'x', uid: 0 }] },
  })
  const planned = await planFixes(machine, [finding('state', 'warn'), finding('file-owners', 'ok')])
  expect(planned.map(({ id }) => id)).toEqual(['state'])
})

test('root fixes nothing in the checkout of somebody else', async () => {
  const described = { modes: { '/home/ada/campus/.campus': 0o755 } }
  const planned = async (uid: number) =>
    (await planFixes(anyMachine({ ...described, uid }), [finding('state', 'warn')])).map(({ id }) => id)
  expect(await planned(1000)).toEqual(['state'])
  expect(await planned(0)).toEqual([])
})

test('a fix that fails does not keep the others back', async () => {
  const done: string[] = []
  const fixes = [
    { id: 'one', plan: [], apply: () => Promise.reject(new Error('this needs root')) },
    {
      id: 'two',
      plan: [],
      apply: () => {
        done.push('two')
        return Promise.resolve(['a line'])
      },
    },
  ]
  expect(await applyFixes(fixes, () => silentRow())).toEqual([
    { id: 'one', lines: [], failure: 'this needs root' },
    { id: 'two', lines: ['a line'] },
  ])
  expect(done).toEqual(['two'])
})
