import { expect, test } from 'vitest'
import { astray, lookUpIn, systemLookup } from './lookup.ts'

test.each([
  ['nothing', [], true],
  ['127.0.0.1 only', ['127.0.0.1'], false],
  ['both loopback addresses', ['127.0.0.1', '::1'], false],
  ['another machine', ['203.0.113.7'], true],
  ['this machine and another', ['127.0.0.1', '2001:db8::7'], true],
])('a name that resolves to %s is astray or not', (_title, addresses, expected) => {
  expect(astray(['a.test'], new Map([['a.test', addresses]]))).toEqual(expected ? ['a.test'] : [])
})

test('a name without an answer is astray', () => {
  expect(astray(['a.test', 'b.test'], new Map([['b.test', ['::1']]]))).toEqual(['a.test'])
})

test('a hosts file answers with every line that has the name', () => {
  const text = '127.0.0.1 a.test b.test\n::1 a.test\n'
  expect([...lookUpIn(text, ['a.test', 'b.test', 'c.test'])]).toEqual([
    ['a.test', ['127.0.0.1', '::1']],
    ['b.test', ['127.0.0.1']],
    ['c.test', []],
  ])
})

test("the system's resolver is asked by a program of its own", async () => {
  expect(astray(['localhost'], await systemLookup(['localhost']))).toEqual([])
})
