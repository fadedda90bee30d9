import { mkdtempSync, rmSync } from 'node:fs'
import { request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { expect, onTestFinished, test } from 'vitest'
import { recordedSettings } from '../../../tests/lms-mock/testing/recorded-settings.ts'
import { createApplication } from '../application.ts'
import { openStore } from '../store/store.ts'

async function serve(place: object): Promise<Server> {
  const now = new Date('2026-11-23T05:00:00Z')
  const world = { settings: recordedSettings(now), store: openStore(':memory:'), now: () => now }
  const server = createAdaptorServer({ fetch: createApplication(world).fetch }) as Server
  await new Promise<void>((resolve) => server.listen(place, resolve))
  onTestFinished(() => void server.close())
  return server
}

async function ask(place: object, fault: string): Promise<string> {
  const headers = { 'X-Mock-Fault': fault }
  return await new Promise((resolve) => {
    request({ ...place, path: '/api/user/v1/me', headers, agent: false }, (answer) => {
      answer.resume()
      resolve(`${answer.statusCode} ${String(answer.headers['x-accel-redirect'])}`)
    })
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
      .end()
  })
}

test('on a port the connection is cut, and the next one is served', async () => {
  const { port } = (await serve({ host: '127.0.0.1', port: 0 })).address() as AddressInfo
  expect(await ask({ host: '127.0.0.1', port }, 'dropped')).toBe('ECONNRESET')
  expect(await ask({ host: '127.0.0.1', port }, 'slow=0')).toBe('401 undefined')
})

test('behind the gateway, on a unix socket, the gateway is told to cut it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'campus-drop-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'lms.sock')
  await serve({ path })
  expect(await ask({ socketPath: path }, 'dropped')).toBe('200 /__campus/drop')
})
