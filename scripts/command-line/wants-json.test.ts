import { expect, test } from 'vitest'
import { wantsJson } from './errors.ts'
import { makeProgram } from './program.ts'

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
