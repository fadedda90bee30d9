import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMoment } from './reader.ts'

test.each([
  ['2027-01-31', '2027-01-31T00:00:00Z'],
  ['2028-02-29', '2028-02-29T00:00:00Z'],
  ['2027-01-31T09:00', '2027-01-31T09:00:00Z'],
  ['2027-01-31T09:00:05', '2027-01-31T09:00:05Z'],
  ['2027-01-31T09:00:05Z', '2027-01-31T09:00:05Z'],
  ['2027-01-31T09:00:05.123456Z', '2027-01-31T09:00:05.123456Z'],
  ['2027-01-31T23:30+02:00', '2027-01-31T21:30:00Z'],
  ['2027-01-31T23:30:00.5-02:00', '2027-02-01T01:30:00.5Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
])('%s is %s', (text, moment) => {
  expect(readMoment(text)).toBe(moment)
})

test.each([
  ['2026-02-30'],
  ['2027-02-29T09:00Z'],
  ['2027-13-01'],
  ['2027-01-00'],
  ['2027-01-31T24:00'],
  ['2027-01-31T09:60Z'],
  ['2027-01-31T09:00+99:99'],
  ['0000-01-01'],
  ['0001-01-01T00:00+01:00'],
  ['9999-12-31T23:00-02:00'],
  ['+012027-01-31'],
  ['2027-1-31'],
  ['31 January 2027'],
  ['2027'],
  ['1'],
  [' 2027-01-31'],
  ['2027-01-31\n'],
  [''],
])('%j is no moment', (text) => {
  expect(readMoment(text)).toBeUndefined()
})

test('every moment of the years 1 to 9999 is read as itself', () => {
  const limits = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') }
  fc.assert(
    fc.property(fc.date({ ...limits, noInvalidDate: true }), (date) => {
      expect(readMoment(date.toISOString())).toBe(date.toISOString())
    }),
  )
})
