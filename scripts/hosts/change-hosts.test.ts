import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blockLines } from './block.ts'
import { backupOf, changeHosts, type Change } from './change-hosts.ts'
import { realDisk, type Disk } from './disk.ts'
import { useTemporaryHosts } from './testing/temporary-hosts.ts'

const hosts = useTemporaryHosts()
const add: Change = { action: 'add', environment: 'campus', names: ['richie.test', 'edx.test'] }
const addOther: Change = { ...add, environment: 'other', names: ['other.test'] }
const remove: Change = { action: 'remove', environment: 'campus', names: [] }
const removeOther: Change = { ...remove, environment: 'other' }
const block = `${blockLines(add).join('\n')}\n`
const backup = () => backupOf(hosts.file)

function disk(changes: Partial<Disk>): Disk {
  return { ...realDisk, ...changes }
}

test.each([
  ['text', Buffer.from('127.0.0.1 localhost\n')],
  ['CRLF', Buffer.from('127.0.0.1 localhost\r\n# own\r\n')],
  ['no last line end', Buffer.from('127.0.0.1 localhost')],
  ['a BOM', Buffer.from('\u{FEFF}127.0.0.1 localhost\n')],
  ['bytes that are no UTF-8', Buffer.from([0x23, 0xe9, 0xff, 0xfe, 0x00, 0x0a, 0x80])],
  ['nothing in it', Buffer.alloc(0)],
  ['1 MB', Buffer.from('0.0.0.0 some-advertiser.example # blocked\n'.repeat(25_000))],
])('a file with %s gets a block and loses it again, byte for byte', (_title, bytes) => {
  for (const onDisk of [realDisk, hosts.mounted]) {
    hosts.write(bytes)
    expect(changeHosts(hosts.file, add, onDisk)).toEqual({ isChanged: true })
    expect(readFileSync(hosts.file).subarray(0, bytes.length)).toEqual(bytes)
    expect(readFileSync(hosts.file, 'latin1')).toContain('127.0.0.1 richie.test edx.test')
    expect(changeHosts(hosts.file, remove, onDisk)).toEqual({ isChanged: true })
    expect(readFileSync(hosts.file)).toEqual(bytes)
    expect(hosts.list()).toEqual(['hosts'])
  }
})

test('mode and owner stay, of a read-only file too', () => {
  const owner = process.getuid?.() === 0 ? 1234 : (process.getuid?.() ?? 0)
  for (const mode of [0o644, 0o444, 0o600, 0o755]) {
    rmSync(hosts.file, { force: true })
    hosts.write('x\n')
    chownSync(hosts.file, owner, process.getgid?.() ?? 0)
    chmodSync(hosts.file, mode)
    const before = statSync(hosts.file)
    changeHosts(hosts.file, add)
    const after = statSync(hosts.file)
    expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid])
    expect(statSync(backup()).mode).toBe(before.mode)
    expect(after.ino).not.toBe(before.ino)
    changeHosts(hosts.file, remove)
  }
})

test('where another file can not have the same owner, the file is written in place', () => {
  hosts.write('x\n')
  const { ino } = statSync(hosts.file)
  const notAlike = disk({
    make(path, text, like) {
      realDisk.make(path, text, like)
      return false
    },
  })
  changeHosts(hosts.file, add, notAlike)
  expect(hosts.read()).toBe(`x\n${block}`)
  expect(statSync(hosts.file).ino).toBe(ino)
})

test('a link stays a link, and the file behind it is written', () => {
  mkdirSync(join(hosts.folder, 'real'))
  const target = join(hosts.folder, 'real/hosts')
  writeFileSync(target, 'x\n')
  symlinkSync('real/hosts', hosts.file)
  changeHosts(hosts.file, add)
  expect(lstatSync(hosts.file).isSymbolicLink()).toBe(true)
  expect(readFileSync(target, 'utf8')).toBe(`x\n${block}`)
  expect(hosts.list()).toEqual(['hosts', 'real'])
})

test('where there was no file, all may read the new one, and it goes with the last block', () => {
  changeHosts(hosts.file, add)
  changeHosts(hosts.file, addOther)
  expect(statSync(hosts.file).mode & 0o777).toBe(0o644)
  changeHosts(hosts.file, remove)
  expect(hosts.read()).toBe(`${blockLines(addOther).join('\n')}\n`)
  changeHosts(hosts.file, removeOther)
  expect(hosts.list()).toEqual([])
})

test('the backup is the file before the first block, and goes with the last one', () => {
  hosts.write('x\n')
  changeHosts(hosts.file, add)
  changeHosts(hosts.file, addOther)
  expect(readFileSync(backup(), 'utf8')).toBe('x\n')
  changeHosts(hosts.file, remove)
  expect(readFileSync(backup(), 'utf8')).toBe('x\n')
  changeHosts(hosts.file, removeOther)
  expect(hosts.list()).toEqual(['hosts'])
})

test('a backup that differs from what is left is kept, and named', () => {
  hosts.write('x\n')
  changeHosts(hosts.file, add)
  hosts.append('y\n')
  expect(changeHosts(hosts.file, remove)).toEqual({ isChanged: true, keptBackup: backup() })
  expect(hosts.read()).toBe('x\ny\n')
  expect(readFileSync(backup(), 'utf8')).toBe('x\n')
  changeHosts(hosts.file, add)
  expect(readFileSync(backup(), 'utf8')).toBe('x\ny\n')
})

test('temporary files of runs that are gone are removed, those of others are not', () => {
  hosts.write('x\n')
  const names = [`hosts.campus-${process.pid}`, 'hosts.campus-999999999', `hosts.campus-${process.ppid}`]
  for (const name of [...names, 'hosts.campus-notes']) writeFileSync(join(hosts.folder, name), '')
  changeHosts(hosts.file, remove)
  expect(hosts.list()).toEqual(['hosts', `hosts.campus-${process.ppid}`, 'hosts.campus-notes'].toSorted())
})

test('broken marks stop a change before anything is written', () => {
  hosts.write('# >>> campus: campus\nx\n')
  expect(() => changeHosts(hosts.file, add)).toThrow('begins at line 1')
  expect(hosts.list()).toEqual(['hosts'])
})
