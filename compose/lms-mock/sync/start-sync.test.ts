import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { recordedSettings } from '../../../tests/lms-mock/testing/recorded-settings.ts'
import { seed } from '../store/seed.ts'
import { openStore } from '../store/store.ts'
import { startSync } from './start-sync.ts'
import type { SyncReport } from './sync.ts'

const now = new Date('2026-11-23T05:00:00Z')
const runs = 16

test('every run is synced at each start of Richie, and the report says which start it was', async () => {
  const { folder, pushes, report } = await surroundings()
  expect(report()).toMatchObject({ richie: null, left: runs, accepted: 0 })
  say(folder, 'starting: migrating the database')
  expect(pushes).toEqual([])
  say(folder, 'ready')
  await vi.waitFor(() => expect(report()).toMatchObject({ left: 0, accepted: runs, refused: [] }), 5000)
  const first = report().richie
  expect(first).toMatch(/^\d{19}$/)
  say(folder, 'starting: loading Richie')
  await vi.waitFor(() => expect(report().richie).toBe(first), 5000)
  say(folder, 'ready')
  await vi.waitFor(() => {
    expect(report().richie).not.toBe(first)
    expect(report()).toMatchObject({ left: 0, accepted: runs })
  }, 5000)
  expect(pushes).toHaveLength(2 * runs)
})

test('what Richie refuses is in the report in its own words', async () => {
  const { folder, report } = await surroundings(400)
  say(folder, 'ready')
  await vi.waitFor(() => expect(report().left).toBe(0), 5000)
  expect(report().refused).toHaveLength(runs)
  expect(report().refused[0]).toEqual({
    courseId: 'course-v1:edX+DemoX+Demo_Course',
    said: '400: {"success":true}',
  })
})

test('where the report can’t be written, that is in the log, and runs are synced', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  onTestFinished(() => log.mockRestore())
  const { folder, pushes } = await surroundings(200, 'no-such-folder/edx.sync')
  say(folder, 'ready')
  await vi.waitFor(() => expect(pushes).toHaveLength(runs), 5000)
  expect(log.mock.calls.join()).toContain(
    `${join(folder, 'no-such-folder/edx.sync')} was not written: ENOENT`,
  )
})

test('a push of all starts the count again, and the control page counts as the file does', async () => {
  const { folder, pushes, sync, report } = await surroundings()
  say(folder, 'ready')
  await vi.waitFor(() => expect(report().left).toBe(0), 5000)
  sync?.push()
  expect(sync?.report()).toMatchObject({ left: runs, accepted: 0 })
  expect(report()).toEqual(sync?.report())
  await vi.waitFor(() => expect(sync?.report()).toMatchObject({ left: 0, accepted: runs }), 5000)
  expect(pushes).toHaveLength(2 * runs)
})

test('without a secret nothing is synced', () => {
  const settings = recordedSettings(now)
  const none = { secret: undefined, richieStatus: undefined, report: undefined }
  expect(startSync(settings, openStore(':memory:'), none, () => false)).toBeUndefined()
})

/** A mock beside a Richie that answers with this status, in a folder that both share. */
async function surroundings(status = 200, reportName = 'edx.sync') {
  const folder = mkdtempSync(join(tmpdir(), 'sync-'))
  const pushes: string[] = []
  const server = createServer((request, response) => {
    pushes.push(request.headers.authorization ?? '')
    response.writeHead(status).end('{"success":true}')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const settings = recordedSettings(now, { syncUrl: `http://127.0.0.1:${port}/api/v1.0/course-runs-sync/` })
  const store = openStore(':memory:')
  seed(store, settings, now)
  const files = { richieStatus: join(folder, 'richie.status'), report: join(folder, reportName) }
  const sync = startSync(settings, store, { secret: 'secret', ...files }, () => false)
  onTestFinished(() => {
    sync?.close()
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true })
  })
  return { folder, pushes, sync, report: () => JSON.parse(readFileSync(files.report, 'utf8')) as SyncReport }
}

function say(folder: string, line: string): void {
  writeFileSync(join(folder, 'new'), `${line}\n`)
  renameSync(join(folder, 'new'), join(folder, 'richie.status'))
}
