import { expect, test } from 'vitest'
import type { UserError } from '../system/user-error.ts'
import { conclude } from './course-runs.ts'
import type { SyncReport } from './course-runs.ts'

const report: SyncReport = { richie: '1', left: 0, accepted: 7, withheld: 0, refused: [], away: null }

/** What the row ends with, and the error if there is one. */
function concluded(...reports: Partial<SyncReport>[]): { said: string; error: UserError | undefined } {
  let said = ''
  const row = { done: (text: string) => (said = text), failed: (text: string) => (said = `failed: ${text}`) }
  try {
    conclude(new Map(reports.map((changes, index) => [`lms${index + 1}`, { ...report, ...changes }])), row)
    return { said, error: undefined }
  } catch (error) {
    return { said, error: error as UserError }
  }
}

test.each([
  ['all', [{}], '7 runs, told to Richie'],
  ['the runs of several LMSes', [{}, { accepted: 3 }], '10 runs, told to Richie'],
  ['those withheld too', [{ withheld: 2 }], '7 runs, told to Richie, 2 withheld (fault webhook-withheld)'],
])('the row counts %s', (_, reports, said) => {
  expect(concluded(...reports)).toEqual({ said, error: undefined })
})

test('what Richie refused is an error that says whose run, why, and how to tell it again', () => {
  const refused = [{ courseId: 'course-v1:a+b+c', said: '400: {"resource_link":["Unknown course: B."]}' }]
  const { said, error } = concluded({}, { accepted: 2, refused })
  expect(said).toBe('failed: Richie refused 1 of 10')
  expect(error?.message).toContain('lms2  course-v1:a+b+c\n    400: {"resource_link":["Unknown course: B."]}')
  expect(error?.hint).toContain('bin/campus lms lms2 sync')
})
