import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { a, now, openSync } from '../../../tests/lms-mock/testing/open-sync.ts'

beforeEach(() => void vi.useFakeTimers({ now: now }))
afterEach(() => void vi.useRealTimers())

test('a try that can’t be written down is in the log, and the next one is made', async () => {
  const { sync, store, sent, state } = openSync()
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  store.database.exec('DROP TABLE sync_attempts')
  sync.begin()
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual(['A 0', 'B 0'])
  const said = log.mock.calls.flat().join()
  log.mockRestore()
  expect(said).toContain(`The outcome of syncing ${a} to Richie (accepted) was not saved`)
  expect(said).not.toContain('was not synced')
  expect(state.outcomes.get(a)).toMatchObject({ outcome: 'accepted' })
})

test('a course that can’t be read is in the log, and the next one is synced', async () => {
  const { sync, store, sent } = openSync()
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(store.courses, 'find').mockImplementationOnce(() => {
    throw new Error('disk I/O error')
  })
  sync.begin()
  await vi.advanceTimersByTimeAsync(1)
  const said = log.mock.calls.flat().join()
  vi.restoreAllMocks()
  expect(said).toContain(`${a} was not synced to Richie: Error: disk I/O error`)
  expect(sent).toEqual(['B 0'])
})

test('a course that is gone is not synced, and does not stop the others', async () => {
  const { sync, sent, store } = openSync()
  sync.push()
  store.courses.replace(store.courses.all().slice(1))
  sync.begin()
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual(['B 0'])
})
