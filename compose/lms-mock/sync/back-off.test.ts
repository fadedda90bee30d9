import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOffMs } from './waiting-list.ts'

test.each([
  [1, 0, 1000],
  [1, 1, 1000],
  [2, 0, 2000],
  [2, 1, 1000],
  [5, 0, 16_000],
  [6, 0.5, 24_000],
  [7, 0, 60_000],
  [5000, 1, 30_000],
])('after %i failures, chance %d: %i ms', (failures, chance, expected) => {
  expect(backOffMs(failures, chance)).toBe(expected)
})

test('a wait is always from 1 s to 60 s', () => {
  const dice = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), dice, (failures, chance) => {
      const wait = backOffMs(failures, chance)
      expect(wait).toBeGreaterThanOrEqual(1000)
      expect(wait).toBeLessThanOrEqual(60_000)
    }),
  )
})
