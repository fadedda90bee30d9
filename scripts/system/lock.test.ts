import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lookAtLock, removeDeadLock, takeLock } from './lock.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'campus-lock-'))
  path = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a lock that nobody has taken is none', () => {
  expect(lookAtLock(path)).toBeUndefined()
  removeDeadLock(path)
})

test('a lock of a process that lives is alive, and stays', () => {
  const release = takeLock(path, 'up')
  expect(lookAtLock(path)).toMatchObject({ pid: process.pid, command: 'up', isAlive: true })
  removeDeadLock(path)
  expect(existsSync(path)).toBe(true)
  release()
  expect(lookAtLock(path)).toBeUndefined()
})

test.each([
  ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: '7', command: 'up', since: '' })],
  [
    'another process with its number',
    JSON.stringify({ pid: process.pid, started: '7', command: 'up', since: '' }),
  ],
  ['half a text', '{"pid":'],
])('the lock of %s is dead, and is removed', (_title, text) => {
  writeFileSync(path, text)
  expect(lookAtLock(path)?.isAlive).toBe(false)
  removeDeadLock(path)
  expect(existsSync(path)).toBe(false)
})
