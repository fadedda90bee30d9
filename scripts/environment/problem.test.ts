import { expect, test } from 'vitest'
import { problemsError } from './problem.ts'

const problem = {
  file: 'environment.yaml',
  line: 3,
  column: 10,
  path: 'lms.edx.url',
  message: 'is for provider external only: set provider: external',
}

test('where they are piped, problems stand on a line each, with where more is said at the end, once', () => {
  const { message, hint } = problemsError([problem, { ...problem, line: 4 }], Infinity)
  expect(message.split('\n')).toHaveLength(2)
  expect(hint).toBe('More: docs/troubleshooting.md#wrong-spec')
})

test('on a terminal they are as wide as it is', () => {
  const lines = problemsError([problem], 60).message.split('\n')
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.filter((line) => line.length > 60)).toEqual([])
  expect(lines.slice(1).every((line) => line.startsWith('  '))).toBe(true)
})
