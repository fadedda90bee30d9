import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder: string
let address: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lms-mock-'))
  address = join(folder, 'socket')
})

afterEach(() => rmSync(folder, { recursive: true }))

/** Starts the health command and gives its exit code. */
async function exitCode(whileItRuns: () => Promise<void> = async () => {}): Promise<unknown> {
  const command = join(import.meta.dirname, 'healthcheck.ts')
  const child = spawn(process.execPath, [command], { env: { CAMPUS_LISTEN: address } })
  const exited = once(child, 'exit')
  await whileItRuns()
  return ((await exited) as [unknown])[0]
}

test('a mock that is just starting is waited for', async () => {
  const server = createServer((_, answer) => answer.end())
  const code = await exitCode(async () => void (await once(server.listen(address), 'listening')))
  server.close()
  expect(code).toBe(0)
})

test('a mock that answers with an error is not healthy, nor is one that is not there', async () => {
  expect(await exitCode()).toBe(1)
  const server = createServer((_, answer) => answer.writeHead(503).end())
  await once(server.listen(address), 'listening')
  expect(await exitCode()).toBe(1)
  server.close()
})
