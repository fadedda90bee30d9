import { expect, test } from 'vitest'
import { ago } from './service-lines.ts'

const now = Date.parse('2026-11-23T05:00:00Z')

test.each([
  ['2026-11-23T04:59:59.600Z', '0 s'],
  ['2026-11-23T04:58:31Z', '89 s'],
  ['2026-11-23T04:58:30Z', '2 min'],
  ['2026-11-23T03:31:00Z', '89 min'],
  ['2026-11-23T03:00:00.123456789Z', '2 h'],
  ['2026-11-21T17:00:00Z', '2 days'],
  ['2026-11-23T05:00:07Z', '0 s'],
])('%s is %s ago', (since, expected) => {
  expect(ago(since, now)).toBe(expected)
})
