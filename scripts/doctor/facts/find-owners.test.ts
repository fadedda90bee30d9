import {
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { silentRow } from '../../tls/testing/any-certificate.ts'
import { fileOwners } from '../checkout/file-owners.ts'
import { anyMachine } from '../testing/any-machine.ts'
import { findOwners } from './find-owners.ts'

function checkout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'campus-owners-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'generated/nginx'), { recursive: true })
  mkdirSync(join(folder, '.git'))
  writeFileSync(join(folder, 'generated/nginx/nginx.conf'), '')
  symlinkSync('/usr', join(folder, 'node_modules'))
  return folder
}

test('a checkout of one owner has no strangers, and a link is not followed', () => {
  const folder = checkout()
  const { uid, gid } = statSync(folder)
  expect(findOwners(folder)).toEqual({ owner: { uid, gid }, strangers: [] })
})

test.runIf(process.getuid?.() === 0)('of a folder of somebody else only the outermost is named', () => {
  const folder = checkout()
  chownSync(join(folder, 'generated/nginx'), 33, 33)
  chownSync(join(folder, 'generated/nginx/nginx.conf'), 33, 33)
  chownSync(join(folder, '.git'), 33, 33)
  expect(findOwners(folder).strangers).toEqual([{ path: 'generated/nginx', uid: 33 }])
})

test.runIf(process.getuid?.() === 0)('a link to a folder of somebody else is no stranger', () => {
  const folder = checkout()
  mkdirSync(join(folder, '.git/theirs'))
  chownSync(join(folder, '.git/theirs'), 33, 33)
  symlinkSync('.git/theirs', join(folder, 'link'))
  expect(findOwners(folder).strangers).toEqual([])
})

test.runIf(process.getuid?.() === 0)(
  'a folder is given back with all that is in it, but for what is also somewhere else',
  async () => {
    const folder = checkout()
    const elsewhere = join(folder, 'node_modules.old')
    mkdirSync(elsewhere)
    writeFileSync(join(elsewhere, 'other'), '')
    writeFileSync(join(elsewhere, 'hard'), '')
    const theirs = join(folder, 'generated/nginx')
    linkSync(join(elsewhere, 'hard'), join(theirs, 'hard'))
    symlinkSync(join(elsewhere, 'other'), join(theirs, 'link'))
    for (const name of ['other', 'hard']) chownSync(join(elsewhere, name), 44, 44)
    for (const name of ['', 'nginx.conf']) chownSync(join(theirs, name), 33, 33)
    const machine = anyMachine({ root: folder, uid: 0, owners: findOwners(folder) })
    const step = await fileOwners.autoFix?.({
      ...machine,
      owners: () => ({ ...machine.owners(), strangers: [{ path: 'generated/nginx', uid: 33 }] }),
    })
    await step?.apply(silentRow())
    const ownerOf = (...path: readonly string[]) => lstatSync(join(folder, ...path)).uid
    expect(ownerOf('generated/nginx')).toBe(0)
    expect(ownerOf('generated/nginx/nginx.conf')).toBe(0)
    expect(ownerOf('generated/nginx/link')).toBe(0)
    expect(lstatSync(join(elsewhere, 'other')).uid, 'what a link leads to').toBe(44)
    expect(lstatSync(join(elsewhere, 'hard')).uid, 'a file with two names').toBe(44)
  },
)
