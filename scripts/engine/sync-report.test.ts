import { expect, test } from 'vitest'
import type { UserError } from '../system/user-error.ts'
import { conclude, untilTold, type SyncReport } from './sync-report.ts'

const report: SyncReport = { richie: '1', left: 0, accepted: 7, withheld: 0, refused: [], away: null }

/** What the row ends with, and the error if there is one; null is an LMS without a report. */
function concluded(...changes: (Partial<SyncReport> | null)[]): {
  said: string
  error: UserError | undefined
} {
  let said = ''
  const row = { done: (text: string) => (said = text), failed: (text: string) => (said = `failed: ${text}`) }
  const all = changes.map((one, index) => [`lms${index + 1}`, one && { ...report, ...one }] as const)
  const keys = all.map(([key]) => key)
  try {
    conclude(keys, new Map(all.flatMap(([key, one]) => (one === null ? [] : [[key, one]]))), row)
    return { said, error: undefined }
  } catch (error) {
    return { said, error: error as UserError }
  }
}

test.each([
  ['all', [{}], '7 course runs sent to Richie'],
  ['one', [{ accepted: 1 }], '1 course run sent to Richie'],
  ['the runs of several LMSes', [{}, { accepted: 3 }], '10 course runs sent to Richie'],
  [
    'those withheld too',
    [{ withheld: 2 }],
    '7 course runs sent to Richie, 2 withheld (fault webhook-withheld)',
  ],
])('the row counts %s', (_, reports, said) => {
  expect(concluded(...reports)).toEqual({ said, error: undefined })
})

test('what Richie refused is an error that says whose run, why, and how to send it again', () => {
  const refused = [{ courseId: 'course-v1:a+b+c', said: '400: {"resource_link":["Unknown course: B."]}' }]
  const { said, error } = concluded({}, { accepted: 2, refused })
  expect(said).toBe('failed: Richie refused 1 of 10')
  expect(error?.message).toContain('lms2  course-v1:a+b+c\n    400: {"resource_link":["Unknown course: B."]}')
  expect(error?.hint).toMatch(/send them again: +bin\/campus lms lms2 sync/)
})

test('an LMS without an answer is an error that says how many, why, and where to look', () => {
  const { said, error } = concluded({}, { left: 3, away: 'connect ECONNREFUSED' }, null)
  expect(said).toBe('failed: some course runs are not synced to Richie')
  expect(error?.message).not.toContain('lms1')
  expect(error?.message).toContain('lms2: no answer for 3 of 10 course runs (connect ECONNREFUSED)')
  expect(error?.message).toContain('lms3: no report')
  expect(error?.hint).toContain('bin/campus lms lms2\n')
  expect(error?.hint).toContain('bin/campus logs richie')
})

test('the wait ends when nothing is left, and names those that it waits for', async () => {
  const reads = [new Map(), new Map([['a', { ...report, left: 1 }]]), new Map([['a', report]])]
  const waited: string[] = []
  const waitsFor = (keys: readonly string[]) => void waited.push(keys.join())
  const read = async () => await Promise.resolve(reads.shift() ?? new Map())
  expect(await untilTold(['a'], read, { patienceMs: 60_000, waitsFor })).toEqual(new Map([['a', report]]))
  expect(waited).toEqual(['a', 'a'])
})

test('the wait lasts as long as there is news, however long that is', async () => {
  let left = 6
  const read = async () => await Promise.resolve(new Map([['a', { ...report, left: (left -= 1) }]]))
  expect((await untilTold(['a'], read, { patienceMs: 300 })).get('a')?.left).toBe(0)
})

test('without news the wait ends with what there is', async () => {
  const read = async () => await Promise.resolve(new Map([['a', { ...report, left: 2 }]]))
  expect((await untilTold(['a'], read, { patienceMs: 100 })).get('a')?.left).toBe(2)
})
