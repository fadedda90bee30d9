import { expect, test } from 'vitest'
import { sinceOf } from './options.ts'

const now = Date.parse('2026-11-23T05:00:00Z')

test.each([
  ['30s', '2026-11-23T04:59:30Z'],
  ['10m', '2026-11-23T04:50:00Z'],
  ['2h', '2026-11-23T03:00:00Z'],
  ['1d', '2026-11-22T05:00:00Z'],
  ['2026-11-23T04:00Z', '2026-11-23T04:00:00Z'],
  ['2026-11-23T04:00:05.5+01:00', '2026-11-23T03:00:05.500Z'],
])('%s is %s', (text, expected) => {
  expect(sinceOf(text, now)).toBe(Date.parse(expected))
})

test('a time without a zone is of this machine, and so is a date alone', () => {
  expect(sinceOf('2026-11-23T04:00', now)).toBe(new Date(2026, 10, 23, 4).getTime())
  expect(sinceOf('2026-11-23', now)).toBe(new Date(2026, 10, 23).getTime())
})

test.each(['', '10', '10 m', '-5m', '5w', 'yesterday', '2026-13-01', '23/11/2026'])(
  '"%s" is neither',
  (text) => {
    expect(sinceOf(text, now)).toBeUndefined()
  },
)
