import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'
import { now, testToken } from '../../../tests/lms-mock/testing/open-control.ts'
import { recordedSettings } from '../../../tests/lms-mock/testing/recorded-settings.ts'
import { createApplication } from '../application.ts'
import { seed } from '../store/seed.ts'
import { openStore } from '../store/store.ts'

async function serveOnSocket(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'campus-ask-'))
  const path = join(folder, 'lms.sock')
  const settings = recordedSettings(now)
  const store = openStore(':memory:')
  seed(store, settings, now)
  const app = createApplication({ settings, store, now: () => now, controlToken: testToken })
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  await new Promise<void>((resolve) => server.listen({ path }, resolve))
  onTestFinished(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })
  return path
}

async function run(env: Record<string, string>, ...argv: readonly string[]) {
  const program = join(import.meta.dirname, 'ask.ts')
  return await new Promise<{ exitCode: number; answer: unknown }>((resolve) => {
    execFile(process.execPath, [program, ...argv], { env }, (error, stdout) => {
      resolve({ exitCode: Number(error?.code ?? 0), answer: JSON.parse(stdout) as unknown })
    })
  })
}

test('it asks over the mock’s own socket, with the token it was started with', async () => {
  const env = { CAMPUS_LISTEN: await serveOnSocket(), CAMPUS_CONTROL_TOKEN: testToken }
  expect(await run(env, 'POST', '/faults', '{"faults": ["slow=5"]}')).toEqual({
    exitCode: 0,
    answer: { status: 200, body: { done: true } },
  })
  expect(await run(env, 'GET', '/overview')).toMatchObject({ answer: { body: { faults: ['slow=5'] } } })
})

test('what a DELETE says arrives: Node sends its body without a length unless told', async () => {
  const env = { CAMPUS_LISTEN: await serveOnSocket(), CAMPUS_CONTROL_TOKEN: testToken }
  await run(env, 'POST', '/faults', '{"faults": ["slow=5", "dropped"]}')
  expect(await run(env, 'DELETE', '/faults', '{"faults": ["slow"]}')).toMatchObject({ exitCode: 0 })
  expect(await run(env, 'GET', '/overview')).toMatchObject({ answer: { body: { faults: ['dropped'] } } })
})

test('a refusal is passed on, a mock that does not answer is reported', async () => {
  const env = { CAMPUS_LISTEN: await serveOnSocket(), CAMPUS_CONTROL_TOKEN: 'wrong' }
  expect(await run(env, 'GET', '/overview')).toMatchObject({ exitCode: 0, answer: { status: 403 } })
  expect(await run({ CAMPUS_LISTEN: '/nowhere/lms.sock' })).toEqual({
    exitCode: 1,
    answer: { problem: expect.stringContaining('ENOENT') },
  })
})
