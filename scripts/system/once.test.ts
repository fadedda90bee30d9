import { expect, test } from 'vitest'
import { once } from './once.ts'

test.each([[1], [undefined], [Promise.resolve(1)]])('%s is made once, when it is asked for', (outcome) => {
  let made = 0
  const get = once(() => {
    made += 1
    return outcome
  })
  expect(made).toBe(0)
  expect([get(), get()]).toEqual([outcome, outcome])
  expect(made).toBe(1)
})
