import { expect, test } from 'vitest'
import { makeProgram } from './program.ts'
import { wantsJson } from './wants-json.ts'

test.each([
  ['check --json foo', true],
  ['lms edx fault nope --json', true],
  ['check --onyl --json', true],
  ['check', false],
  ['check -- --json', false],
  ['manage dumpdata --json', false],
  ['nope --json', false],
  ['--json', false],
])('campus %s wants JSON: %s', (line, expected) => {
  expect(wantsJson(makeProgram(), line.split(' '))).toBe(expected)
})
