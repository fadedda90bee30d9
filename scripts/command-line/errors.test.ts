import { expect, test } from 'vitest'
import { problemsError } from '../environment/problem.ts'
import { UserError } from '../system/user-error.ts'
import { errorText, rewordUsageError } from './errors.ts'

const problem = {
  file: 'environment.yaml',
  line: 3,
  column: 10,
  path: 'lms.edx.url',
  message: 'is for provider external only: set provider: external',
}
const more = 'More: docs/troubleshooting.md#wrong-spec'

test('where they are piped, problems stand on a line each, with where more is said at the end, once', () => {
  const lines = errorText(problemsError([problem, { ...problem, line: 4 }]), Infinity).split('\n')
  expect(lines).toHaveLength(4)
  expect(lines.slice(2)).toEqual(['', `  ${more}`])
})

test('on a terminal they are as wide as it is', () => {
  const lines = errorText(problemsError([problem]), 60).split('\n')
  expect(lines.filter((line) => line.length > 60)).toEqual([])
  expect(lines[1]).toMatch(/^ {2}\S/)
  expect(lines.at(-1)).toBe(`  ${more}`)
})

test('a wrong command line is said whole; what fixes it is below it', () => {
  const error = new UserError('No LMS other.', { id: 'command-line', exitCode: 2, hint: 'One of:\nedx' })
  expect(errorText(error, 80)).toBe('No LMS other.\n  One of:\n  edx')
})

test('nothing in it can drive a terminal', () => {
  const hostile = 'a\u001b]0;title\u0007b\u009b31m'
  const error = new UserError(`No ${hostile}`, { id: 'command-line', exitCode: 2, hint: `rm ${hostile}` })
  // oxlint-disable-next-line no-control-regex
  const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/
  expect(errorText(error, 80)).not.toMatch(controls)
  expect(rewordUsageError(`error: unknown command '${hostile}'\n`)).not.toMatch(controls)
})
