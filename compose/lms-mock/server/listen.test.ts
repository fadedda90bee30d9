import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SettingsError } from '../settings/reader.ts'
import { listen } from './start.ts'

let folder: string
let path: string
let servers: Server[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lms-mock-'))
  path = join(folder, 'socket')
  servers = []
})

afterEach(() => {
  servers.forEach((server) => server.close())
  rmSync(folder, { recursive: true })
})

async function listening(): Promise<Server> {
  const server = createServer()
  servers.push(server)
  await listen(server, { path })
  return server
}

test('a file that is no socket stays as it is', async () => {
  writeFileSync(path, 'precious')
  await expect(listening()).rejects.toBeInstanceOf(SettingsError)
  expect(readFileSync(path, 'utf8')).toBe('precious')
})

test('the socket of a living program stays in use', async () => {
  const first = await listening()
  await expect(listening()).rejects.toThrow(`${path} is in use by another program`)
  expect(first.listening).toBe(true)
  expect(existsSync(path)).toBe(true)
})

test('the socket of a dead program is replaced, for its group only', async () => {
  const leave = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`
  expect(spawnSync(process.execPath, ['-e', leave]).signal).toBe('SIGKILL')
  expect(lstatSync(path).isSocket()).toBe(true)
  expect((await listening()).listening).toBe(true)
  expect(lstatSync(path).mode & 0o777).toBe(0o660)
})

test('a port that is taken is named', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  servers.push(other)
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  await expect(listen(createServer(), { host: '127.0.0.1', port })).rejects.toThrow(
    `127.0.0.1:${port} is in use by another program. Set another address: CAMPUS_LISTEN=127.0.0.1:<port>`,
  )
})
