import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seedDates } from './seed-file.ts'

const now = new Date('2026-11-23T05:00:00.900Z')

test.each([
  ['now', '2026-11-23T05:00:00Z'],
  ['now+30d', '2026-12-23T05:00:00Z'],
  ['now-12h', '2026-11-22T17:00:00Z'],
  ['now+5m', '2026-11-23T05:05:00Z'],
  ['2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'],
  ['now+30', 'now+30'],
  ['tomorrow', 'tomorrow'],
])('%s means %s', (written, meant) => {
  expect(seedDates({ courses: [{ start: written }] }, now)).toEqual({ courses: [{ start: meant }] })
})

test('only dates are dates', () => {
  expect(seedDates({ name: 'now+30d', end: null, capacity: 1 }, now)).toEqual({
    name: 'now+30d',
    end: null,
    capacity: 1,
  })
})

test('whatever stands in a date, the document stays JSON and nothing throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.string().map((text) => `now${text}`),
      ),
      (start) => {
        const copy = seedDates({ start }, now) as { start: unknown }
        expect(JSON.stringify(copy.start)).toBeDefined()
      },
    ),
  )
})
