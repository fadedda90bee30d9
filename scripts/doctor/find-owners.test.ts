import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
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
