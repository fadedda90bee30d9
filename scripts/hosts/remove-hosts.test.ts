import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { blockLines } from './block.ts'
import { ensureHosts } from './ensure-hosts.ts'
import type { HostsRequest } from './outcome.ts'
import { removeHosts } from './remove-hosts.ts'
import { noRights, useTemporaryHosts } from './temporary-hosts.ts'

const hosts = useTemporaryHosts()
const environment = 'campus'
const names = ['richie.test', 'edx.test']
const block = blockLines({ environment, names })

function ensure(more: Partial<HostsRequest> = {}): ReturnType<typeof ensureHosts> {
  return ensureHosts({ environment, names, row: hosts.row, file: hosts.file, ...more })
}

function remove(more: Partial<HostsRequest> = {}): ReturnType<typeof removeHosts> {
  return removeHosts({ environment, row: hosts.row, file: hosts.file, ...more })
}

test('the block is removed, then there is nothing to remove', async () => {
  hosts.write('127.0.0.1 localhost\r\n')
  await ensure()
  hosts.said.length = 0
  const removed = await remove()
  expect(removed).toEqual({ state: 'removed', file: hosts.file, lines: block, astray: [], advice: [] })
  expect(hosts.said[0]).toBe(`  Lines to take out of ${hosts.file}:`)
  expect(hosts.read()).toBe('127.0.0.1 localhost\r\n')
  expect(hosts.list()).toEqual(['hosts'])
  expect((await remove({ rights: noRights })).state).toBe('right')
})

test('where other lines were changed since, the file as it was is kept and named', async () => {
  hosts.write('x\n')
  await ensure()
  hosts.append('y\n')
  const { advice } = await remove()
  expect(advice).toEqual([
    `You have changed other lines since, so the file as it was is kept: ${hosts.file}.campus-backup`,
  ])
})

test('a backup that a killed removal has left is tidied away', async () => {
  hosts.write('x\n')
  writeFileSync(`${hosts.file}.campus-backup`, 'x\n')
  await remove()
  expect(hosts.list()).toEqual(['hosts'])
})
