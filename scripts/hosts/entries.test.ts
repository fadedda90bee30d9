import { expect, test } from 'vitest'
import { readEntries } from './entries.ts'

test.each([
  ['tabs and several names', '10.0.0.1\ta  B\tc', [['10.0.0.1', ['a', 'b', 'c']]]],
  ['a comment behind it', '10.0.0.1 a # b', [['10.0.0.1', ['a']]]],
  [
    'CRLF',
    '10.0.0.1 a\r\n::1 b\r\n',
    [
      ['10.0.0.1', ['a']],
      ['::1', ['b']],
    ],
  ],
  ['spaces before it', '  10.0.0.1 a', [['10.0.0.1', ['a']]]],
  ['no address', 'a b', []],
  ['no names', '10.0.0.1', []],
  ['an address in a comment', '#10.0.0.1 a', []],
])('a line with %s is read as glibc reads it', (_title, text, expected) => {
  expect(readEntries(text).map(({ address, names }) => [address, names])).toEqual(expected)
})
