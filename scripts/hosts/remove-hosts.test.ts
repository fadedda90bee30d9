import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { block, noRights, useTemporaryHosts } from './testing/temporary-hosts.ts'

const hosts = useTemporaryHosts()

test('the block is removed, then there is nothing to remove', async () => {
  hosts.write('127.0.0.1 localhost\r\n')
  await hosts.ensure()
  hosts.said.length = 0
  const removed = await hosts.remove()
  expect(removed).toEqual({ state: 'removed', file: hosts.file, lines: block, astray: [], advice: [] })
  expect(hosts.said[0]).toBe(`  Lines to remove from ${hosts.file}:`)
  expect(hosts.read()).toBe('127.0.0.1 localhost\r\n')
  expect(hosts.list()).toEqual(['hosts'])
  expect((await hosts.remove({ rights: noRights })).state).toBe('right')
})

test('where other lines were changed since, the file as it was is kept and named', async () => {
  hosts.write('x\n')
  await hosts.ensure()
  hosts.append('y\n')
  const { advice } = await hosts.remove()
  expect(advice).toEqual([
    `Other lines have changed since, so the backup is kept: ${hosts.file}.campus-backup`,
  ])
})

test('a backup that a killed removal has left is tidied away', async () => {
  hosts.write('x\n')
  writeFileSync(`${hosts.file}.campus-backup`, 'x\n')
  await hosts.remove()
  expect(hosts.list()).toEqual(['hosts'])
})
