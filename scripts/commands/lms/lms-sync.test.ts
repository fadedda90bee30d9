import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SyncReport } from '../../engine/sync-report.ts'
import type { OpenLms } from './ask.ts'
import { syncAction } from './lms.ts'

const report: SyncReport = { richie: '1', left: 0, accepted: 150, withheld: 0, refused: [], away: null }
let exitCode: typeof process.exitCode
let printed = ''

beforeEach(() => {
  exitCode = process.exitCode
  printed = ''
  vi.spyOn(console, 'log').mockImplementation((text: string) => void (printed += `${text}\n`))
})
afterEach(() => {
  process.exitCode = exitCode
  vi.restoreAllMocks()
})

/** A mock that reports this, one after the other, once it was told to send all. */
function lmsOf(...changes: Partial<SyncReport>[]): OpenLms {
  let isSent = false
  const answer = (method: string, path: string): unknown => {
    if (`${method} ${path}` === 'POST /sync') return (isSent = true)
    return { report: { ...report, ...(isSent ? changes.shift() : { left: 150 }) }, attempts: [] }
  }
  return {
    key: 'edx',
    ask: async <T>(method: string, path: string) => await Promise.resolve(answer(method, path) as T),
  }
}

test('the answers for all course runs are waited for, however many there are', async () => {
  await syncAction(lmsOf({ left: 150, accepted: 0 }, { left: 40, accepted: 110 }, {}), {})
  expect(printed).toBe('150 course runs sent to Richie\n')
  expect(process.exitCode).toBe(0)
})

test('what Richie refuses is an error in its words', async () => {
  const refused = [{ courseId: 'course-v1:a+b+0', said: '400: No such page.' }]
  await expect(syncAction(lmsOf({ refused }), {})).rejects.toThrow(
    'edx  course-v1:a+b+0\n    400: No such page.',
  )
})

test('a course run that was withheld is not one that was accepted', async () => {
  await syncAction(lmsOf({ accepted: 0, withheld: 2 }), { json: true })
  expect(JSON.parse(printed)).toMatchObject({ left: 0, accepted: 0, withheld: 2 })
  expect(process.exitCode).toBe(1)
})
