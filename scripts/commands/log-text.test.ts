import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatLogDocument, formatLogLine, withoutEscapes, type LogStyle } from './logs.ts'

const plain: LogStyle = { colourDepth: 1, timestamps: false, services: ['gateway', 'edx'], nameWidth: 7 }
const line = { at: '2026-11-23T05:00:00.123456789Z', service: 'edx', line: 'said' }

test.each<[string, Partial<LogStyle>, string]>([
  ['several services', {}, 'edx      said'],
  ['one service', { nameWidth: 0 }, 'said'],
  ['with times', { timestamps: true }, '2026-11-23T05:00:00.123Z  edx      said'],
  ['256 colours', { colourDepth: 8 }, '\u001b[38;5;133medx    \u001b[39m  said'],
  ['16 colours', { colourDepth: 4 }, '\u001b[1medx    \u001b[22m  said'],
])('a line of %s', (_, style, expected) => {
  expect(formatLogLine(line, { ...plain, ...style })).toBe(expected)
})

test.each([
  ['colours pass, and end with the line', '\u001b[1;31mred\u001b[0m', '\u001b[1;31mred\u001b[0m\u001b[0m'],
  ['tabs pass', 'a\tb', 'a\tb'],
  ['moves of the cursor', 'a\u001b[2Ab\u001b[Hc\u001b[?25ld', 'abcd'],
  ['clearing', '\u001b[2J\u001b[Kgone', 'gone'],
  ['a title of the window', '\u001b]0;title\u0007text', 'text'],
  ['a link', '\u001b]8;;http://a.b\u001b\\text\u001b]8;;\u001b\\', 'text'],
  ['a text for the terminal that does not end', 'a\u001bPq#0', 'a'],
  ['a sequence that is cut off', 'a\u001b[31', 'a31'],
  ['sequences in one character', 'a\u009b31mb\u0085', 'ab'],
  ['other controls', 'a\rb\u0008c\u0007\u0000\u007f', 'abc'],
  ['a change of the character set', '\u001b(0lqk\u001b(B', 'lqk'],
])('on a terminal: %s', (_, text, expected) => {
  expect(withoutEscapes(text, true)).toBe(expected)
})

test('in a file colours are taken out too', () => {
  expect(withoutEscapes('\u001b[31mred\u001b[0m', false)).toBe('red')
})

test('no control character but a tab is left of any text', () => {
  const nasty = fc.array(
    fc.constantFrom('\u001b', '[', ']', '\u009b', '3', ';', 'm', 'A', '\u0007', '\\', '\n', '\t', 'é'),
  )
  fc.assert(
    fc.property(nasty, (parts) => {
      // oxlint-disable-next-line no-control-regex
      expect(withoutEscapes(parts.join(''), false)).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/)
    }),
  )
})

test('a document holds the line as it was, and no control character itself', () => {
  const entry = { ...line, stream: 'stderr' as const, line: 'a\u001b[31m\u009b2J\u007fé' }
  const text = formatLogDocument(entry)
  expect(text).toBe(
    '{"at":"2026-11-23T05:00:00.123456789Z","service":"edx","stream":"stderr","line":"a\\u001b[31m\\u009b2J\\u007fé"}',
  )
  expect(JSON.parse(text)).toEqual(entry)
})
