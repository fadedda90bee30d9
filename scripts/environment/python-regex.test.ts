import { expect, test } from 'vitest'
import { compilePython, matchPython } from './python-regex.ts'

// What CPython 3.11's re.match says of each.
test.each([
  ['lms', 'https://lms', null],
  ['.*lms', 'https://lms', 'https://lms'],
  ['lms', 'lms.example.org', 'lms'],
  ['a$', 'a\n', 'a'],
  ['a$', 'a\n\n', null],
  [String.raw`a\Z`, 'a\n', null],
  [String.raw`\Aa\Z`, 'a', 'a'],
  ['(?m)^b', 'a\nb', null],
  ['(?m)a$', 'a\nb', 'a'],
  ['(?i)LMS', 'lms', 'lms'],
  ['(?u)lms', 'lms', 'lms'],
  ['(?P<x>a)(?P=x)', 'aa', 'aa'],
  ['a(?#said twice)a', 'aa', 'aa'],
  ['a{,2}b', 'aab', 'aab'],
  ['[]a]+', ']a', ']a'],
  ['[^]a]+', 'b]', 'b'],
  [String.raw`[\]a$]+`, '$]', '$]'],
  [String.raw`\$a\(P<`, '$a(P<', '$a(P<'],
])('Python: re.match(%j, %j) finds %j', (pattern, text, found) => {
  expect(matchPython(pattern, text)?.[0] ?? null).toBe(found)
})

test.each([
  ['(?<course_id>.*)', 'Python names a group with (?P<name>...)'],
  [String.raw`courses\/\p{L}`, String.raw`bad escape \p`],
  [String.raw`[\h]`, String.raw`bad escape \h`],
  ['[]', 'unterminated character set'],
  ['[^]', 'unterminated character set'],
  ['(', 'Unterminated group'],
  ['(?P<a>x)(?P<a>y)', 'Duplicate capture group name'],
])('Python refuses %j: %s', (pattern, why) => {
  expect(() => compilePython(pattern)).toThrow(why)
})
