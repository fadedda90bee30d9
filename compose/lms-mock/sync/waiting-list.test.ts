import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WaitingList } from './waiting-list.ts'

const entry = (courseId: string, due: number) => ({ courseId, tries: 0, due })

test('what is due longest comes first, and nothing before its time', () => {
  const list = new WaitingList()
  list.add(entry('later', 20))
  list.add(entry('first', 10))
  expect(list.nextDue()).toBe(10)
  expect(list.take(9)).toBeUndefined()
  expect(list.take(100)).toMatchObject({ courseId: 'first' })
  expect(list.take(100)).toMatchObject({ courseId: 'later' })
  expect(list.take(100)).toBeUndefined()
  expect(list.nextDue()).toBeUndefined()
})

test('a change hastens a push that waits, never delays it', () => {
  const list = new WaitingList()
  list.add(entry('run', 50))
  list.add(entry('run', 10))
  list.add(entry('run', 90))
  expect(list.nextDue()).toBe(10)
})

test('however many changes there are, each run is taken once', () => {
  const changes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(1000)))
  fc.assert(
    fc.property(changes, (all) => {
      const list = new WaitingList()
      all.forEach(([courseId, due]) => list.add(entry(courseId, due)))
      const taken = [list.take(1000), list.take(1000), list.take(1000), list.take(1000)]
      const ids = taken.flatMap((one) => one?.courseId ?? [])
      expect(ids.toSorted()).toEqual([...new Set(all.map(([courseId]) => courseId))].toSorted())
    }),
  )
})
