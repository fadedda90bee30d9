import { expect, test } from 'vitest'
import { sinceAfter, sinceMoment } from './logs.ts'

test.each([
  ['2026-11-23T05:00:00.123456789Z', '1795410000.123456790'],
  ['2026-11-23T05:00:00.999999999Z', '1795410001.000000000'],
  ['2026-11-23T05:00:00Z', '1795410000.000000001'],
])('the moment after %s is %s', (at, expected) => {
  expect(sinceAfter(at)).toBe(expected)
})

test('a moment in milliseconds is told in seconds', () => {
  expect(sinceMoment(1_795_410_000_250)).toBe('1795410000.250000000')
})
