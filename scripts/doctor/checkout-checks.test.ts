import { expect, test } from 'vitest'
import type { Verdict } from '../diagnosis/check.ts'
import { disk } from './checkout/disk.ts'
import { fileOwners } from './checkout/file-owners.ts'
import { generatedFiles } from './checkout/generated-files.ts'
import { node } from './checkout/node.ts'
import { packages } from './checkout/packages.ts'
import { spec } from './checkout/spec.ts'
import { state } from './checkout/state.ts'
import type { DoctorCheck } from './doctor-check.ts'
import { anyMachine, root, type Described } from './testing/any-machine.ts'

type Row = [string, DoctorCheck, Described, Verdict['status'], RegExp]

const change = { before: '', after: '', kind: 'changed', edited: false } as const
const stranger = { path: 'generated/compose.yaml', uid: 0 }
const owner = { uid: 1000, gid: 1000 }

test.each<Row>([
  ['a spec that is right', spec, {}, 'ok', /campus, http mode: 2 sites, LMS edx/],
  ['a spec with one problem', spec, { problems: ['environment.yaml:1:1 x'] }, 'fail', /has a problem$/],
  ['a spec with two', spec, { problems: ['a', 'b'] }, 'fail', /2 problems/],
  ['the pinned Node.js', node, {}, 'ok', /as pinned/],
  ['another Node.js', node, { node: '24.1.0' }, 'warn', /24\.21\.0 is pinned/],
  ['a Node.js without types', node, { node: '20.11.1' }, 'fail', /22\.18 is the oldest/],
  ['a Node.js of one minor too little', node, { node: '22.17.0' }, 'fail', /too old/],
  ['an architecture without Node.js', node, { machine: { arch: 's390x' } }, 'fail', /x64 and arm64 only/],
  [
    "macOS with a person's own Node.js",
    node,
    { node: '26.0.0', machine: { platform: 'darwin' } },
    'ok',
    /your own/,
  ],
  ['packages as locked', packages, {}, 'ok', /^1 packages/],
  [
    'a package of another version',
    packages,
    {
      files: {
        [`${root}/node_modules/.package-lock.json`]: '{"packages":{"node_modules/yaml":{"version":"1.0.0"}}}',
      },
    },
    'warn',
    /1 of 1 packages/,
  ],
  [
    'packages that nothing tells of',
    packages,
    { files: { [`${root}/node_modules/.package-lock.json`]: 'broken' } },
    'warn',
    /are not known/,
  ],
  ['a closed .campus', state, { modes: { [`${root}/.campus`]: 0o700 } }, 'ok', /last mode http/],
  ['an open .campus', state, { modes: { [`${root}/.campus`]: 0o755 } }, 'warn', /other users can read/],
  [
    'open secrets',
    state,
    {
      files: { [`${root}/.campus/secrets/richie.env`]: '' },
      modes: { [`${root}/.campus/secrets/richie.env`]: 0o644 },
    },
    'warn',
    /other users can read/,
  ],
  [
    'a lock of a command at work',
    state,
    { lock: { ...held(), isAlive: true } },
    'ok',
    /campus up \(pid 812\) has been running/,
  ],
  [
    'a lock of a command that is gone',
    state,
    { lock: { ...held(), isAlive: false } },
    'warn',
    /has left its lock/,
  ],
  [
    'a first look',
    state,
    { root: '/elsewhere', files: { '/elsewhere/.campus/mode': '' } },
    'ok',
    /last mode none/,
  ],
  ['generated files as the spec says', generatedFiles, {}, 'ok', /matches the spec, http mode/],
  [
    'a spec that was changed',
    generatedFiles,
    { changes: [{ ...change, path: 'compose.yaml' }] },
    'warn',
    /has changed since/,
  ],
  [
    'a file that was edited',
    generatedFiles,
    { changes: [{ ...change, path: 'compose.yaml', edited: true }] },
    'fail',
    /1 file was edited by hand/,
  ],
  ['files of one owner', fileOwners, {}, 'ok', /all belong to user 1000/],
  [
    'a file of root',
    fileOwners,
    { owners: { owner, strangers: [stranger] } },
    'fail',
    /1 file or folder belongs/,
  ],
  [
    'a checkout of somebody else',
    fileOwners,
    { uid: 1001 },
    'fail',
    /belongs to user 1000, and you are user 1001/,
  ],
  ['root in the checkout of somebody else', fileOwners, { uid: 0 }, 'ok', /all belong to user 1000/],
  ['room enough', disk, {}, 'ok', /50\.0 GB free/],
  ['little room', disk, { freeBytes: 2 ** 29 }, 'warn', /0\.5 GB/],
  ['no room', disk, { freeBytes: 2 ** 20 }, 'fail', /0\.0 GB/],
])('the verdict on %s', async (_title, check, described, status, says) => {
  const verdict = await check.look(anyMachine(described))
  expect([verdict.status, verdict.says]).toEqual([status, expect.stringMatching(says)])
  expect(verdict.fix.length > 0).toBe(status === 'warn' || status === 'fail')
})

test('before the first start there is neither state nor anything generated', async () => {
  const machine = anyMachine()
  const bare = { ...machine, disk: { ...machine.disk, exists: () => false } }
  expect(await state.look(bare)).toMatchObject({ status: 'skipped' })
  expect(await generatedFiles.look(bare)).toMatchObject({ status: 'skipped' })
})

test('problems of the spec are shown as they were told', async () => {
  const problems = ['environment.yaml:3:5 lms.edx.prot: unknown key', 'environment.yaml:9:1 x']
  expect((await spec.look(anyMachine({ problems }))).evidence).toEqual(problems)
})

test('files of somebody else are given back by name, never through a link', async () => {
  const strangers = [stranger, { path: "it's here", uid: 33 }]
  const { fix, evidence } = await fileOwners.look(anyMachine({ owners: { owner, strangers } }))
  expect(fix[1]?.command).toBe(
    `sudo find ./generated/compose.yaml './it'\\''s here' -xdev '(' -type d -o -links 1 ')' -execdir chown -h 1000:1000 '{}' +`,
  )
  expect(evidence).toEqual(['generated/compose.yaml: root', "it's here: user 33"])
})

function held() {
  return { command: 'up', pid: 812, since: '2026-03-01T11:59:00.000Z' }
}
