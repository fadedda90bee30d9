import { expect, test } from 'vitest'
import { remembered } from './remembered.ts'

test('a result is asked for once, until it is forgotten', () => {
  const asked: number[] = []
  const double = remembered((key: number) => (asked.push(key), key * 2))
  expect([double.get(1), double.get(1), double.get(2)]).toEqual([2, 2, 4])
  double.forget(1)
  expect([double.get(1), double.get(2)]).toEqual([2, 4])
  double.forget()
  double.get(2)
  expect(asked).toEqual([1, 2, 1, 2])
})

test('nothing is not remembered', () => {
  let answer: string | undefined
  const ask = remembered(() => answer)
  expect(ask.get('x')).toBeUndefined()
  answer = 'now'
  expect(ask.get('x')).toBe('now')
})

test('it never grows beyond its limit', () => {
  const asked: number[] = []
  const same = remembered((key: number) => (asked.push(key), key), 3)
  for (const key of [1, 2, 3, 4, 4, 1]) expect(same.get(key)).toBe(key)
  expect(asked).toEqual([1, 2, 3, 4, 1])
})
