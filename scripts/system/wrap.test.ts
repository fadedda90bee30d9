import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printable, textWidth, wrap } from './terminal.ts'

test.each<[string, Parameters<typeof wrap>, readonly string[]]>([
  ['a text that fits is one line', ['one two', 7], ['one two']],
  ['one that does not is broken between words', ['one two three', 7], ['one two', 'three']],
  ['the first line and the others are set in', ['one two three', 9, '- ', '  '], ['- one two', '  three']],
  [
    'a word longer than a line stays whole',
    ['see https://example.org now', 8],
    ['see', 'https://example.org', 'now'],
  ],
  ['an empty text is an empty line', ['', 7], ['']],
])('%s', (_, argv, lines) => {
  expect(wrap(...argv)).toEqual(lines)
})

test('no line of words that fit is wider, and no word is lost', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,10}$/), { minLength: 1 })
  fc.assert(
    fc.property(words, fc.integer({ min: 12, max: 40 }), (some, width) => {
      const lines = wrap(some.join(' '), width, '  ')
      expect(lines.every((line) => line.length <= width && line.startsWith('  '))).toBe(true)
      expect(lines.flatMap((line) => line.slice(2).split(' '))).toEqual(some)
    }),
  )
})

test('what would move the cursor or change colours is taken out', () => {
  expect(printable('a\u001b[31mb\rc\td\u009be')).toBe('a\u{fffd}[31mb\u{fffd}c d\u{fffd}e')
  expect(printable('Français, 中文, é')).toBe('Français, 中文, é')
})

test.each([
  ['a pipe', {}, 80],
  ['a terminal that does not know', { columns: 0 }, 80],
  ['a narrow terminal', { columns: 60 }, 60],
  ['a wide one', { columns: 200 }, 120],
])('%s has text of a width', (_, stream, width) => {
  expect(textWidth(stream)).toBe(width)
})
