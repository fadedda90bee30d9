import { expect, test } from 'vitest'
import { dateField } from './fields.ts'
import { Refused } from './world.ts'

test.each([
  [{ start: '2027-01-31T09:00' }, '2027-01-31T09:00:00Z'],
  [{ start: '2027-01-31T09:00+02:00' }, '2027-01-31T07:00:00Z'],
  [{ start: '' }, null],
  [{}, undefined],
])('the date in %j is %s', (fields, date) => {
  expect(dateField(fields, 'start')).toBe(date)
})

test.each([['2026-02-30'], ['2026-02-03 or so'], ['9999-12-31T23:00-02:00'], ['2026-02-03T09:00 GMT+2']])(
  '%s is refused as a date',
  (start) => {
    expect(() => dateField({ start }, 'start')).toThrow(Refused)
  },
)
