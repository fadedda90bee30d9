import { mkdirSync, symlinkSync } from 'node:fs'
import { expect, test } from 'vitest'
import { blockLines } from './block.ts'
import { changeHosts, type Change } from './change-hosts.ts'
import { realDisk, type Disk } from './disk.ts'
import { failWith, useTemporaryHosts } from './testing/temporary-hosts.ts'

const hosts = useTemporaryHosts()
const add: Change = { action: 'add', environment: 'campus', names: ['richie.test', 'edx.test'] }
const block = `${blockLines(add).join('\n')}\n`

function disk(changes: Partial<Disk>): Disk {
  return { ...realDisk, ...changes }
}

test.each([
  ['a folder in its place', () => mkdirSync(hosts.file), /hosts is a folder, but must be the hosts file\./],
  ['a link to nothing', () => symlinkSync('nowhere', hosts.file), /is a broken link to .*nowhere/],
  ['a link to itself', () => symlinkSync('hosts', hosts.file), /is a broken link to .*hosts/],
  [
    'a link to a device',
    () => symlinkSync('/dev/null', hosts.file),
    /\(a link to \/dev\/null\) is not an ordinary file/,
  ],
])('%s is named', (_title, make, message) => {
  make()
  expect(() => changeHosts(hosts.file, add)).toThrow(
    expect.objectContaining({ name: 'UserError', message: expect.stringMatching(message) as string }),
  )
})

test.each([
  [
    'EPERM',
    'rename',
    /not even by root: most likely it is marked as immutable.*\n.*sudo (chattr -i|chflags)/s,
  ],
  ['EROFS', 'make', /is on a read-only file system/],
  ['ENOSPC', 'make', /The disk is full.*\n  df -h/],
  ['EACCES', 'rename', /no permission to write.*\n.*ls -l/],
] as const)('%s is said in words, and nothing is left behind', (code, step, words) => {
  hosts.write('x\n')
  const failing = disk(
    step === 'make'
      ? { make: failWith(code) }
      : { rename: (from, to) => (to === hosts.file ? failWith(code)() : realDisk.rename(from, to)) },
  )
  expect(changeHosts(hosts.file, add, failing)).toEqual({ refused: expect.stringMatching(words) as string })
  expect(hosts.read()).toBe('x\n')
  expect(hosts.list()).toEqual(['hosts'])
})

test('a mount that can not be written to is left as it was, with nothing beside it', () => {
  hosts.write('x\n')
  expect(changeHosts(hosts.file, add, { ...hosts.mounted, append: failWith('EROFS') })).toEqual({
    refused: `${hosts.file} is on a read-only file system.`,
  })
  expect(hosts.read()).toBe('x\n')
  expect(hosts.list()).toEqual(['hosts'])
})

test('what somebody else adds while we write is not lost', () => {
  let edits = 0
  const busy = (base: Disk, times: number): Disk => ({
    ...base,
    make(path, text, like) {
      if (edits < times) hosts.append(`${(edits += 1)}\n`)
      return realDisk.make(path, text, like)
    },
  })
  for (const base of [realDisk, hosts.mounted]) {
    edits = 0
    hosts.write('x\n')
    changeHosts(hosts.file, add, busy(base, 3))
    expect(hosts.read()).toBe(`x\n1\n2\n3\n${block}`)
  }
  edits = 0
  hosts.write('x\n')
  expect(() => changeHosts(hosts.file, add, busy(realDisk, 100))).toThrow('Another program keeps changing')
  expect(hosts.read()).toMatch(/^x\n1\n2\n/)
})

test('what somebody else adds at the last moment before a write in place is not lost', () => {
  hosts.write('x\n')
  let edits = 0
  const busy = disk({
    rename(from, to) {
      if (to.endsWith('.campus-after') && edits < 2) hosts.append(`${(edits += 1)}\n`)
      hosts.mounted.rename(from, to)
    },
  })
  changeHosts(hosts.file, add, busy)
  expect(hosts.read()).toBe(`x\n1\n2\n${block}`)
  expect(hosts.list()).toEqual(['hosts', 'hosts.campus-backup'])
})

test('what somebody else undoes at once is written again', () => {
  hosts.write('x\n')
  let undone = 0
  const overruling = (times: number) =>
    disk({
      rename(from, to) {
        realDisk.rename(from, to)
        if (to === hosts.file && (undone += 1) <= times) hosts.write('mine\n')
      },
    })
  expect(changeHosts(hosts.file, add, overruling(2))).toEqual({ isChanged: true })
  expect(hosts.read()).toBe(`mine\n${block}`)
  undone = 0
  hosts.write('x\n')
  expect(() => changeHosts(hosts.file, add, overruling(100))).toThrow('Another program keeps changing')
  expect(hosts.read()).toBe('mine\n')
})
