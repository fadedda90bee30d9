import { expect, test } from 'vitest'
import { parseSeed } from './seed-file.ts'

const now = new Date('2026-11-23T05:00:00Z')
const parse = (document: unknown) => parseSeed(document, 'seed.json', now)
const course = { run: 'one', id: 'a/b/one' }

test.each([
  [[], 'Expected the document to be an object, got []'],
  [null, 'Expected the document to be an object, got null'],
  [{ users: ['ann'] }, 'Expected users[0] to be an object, got "ann"'],
  [{ courses: [null] }, 'Expected courses[0] to be an object, got null'],
  [{ enrolled: [3] }, 'Expected enrolled[0] to be an object, got 3'],
  [{ user_defaults: 'ann' }, 'Expected user_defaults to be an object, got "ann"'],
  [{ courses: [{ ...course, modes: [null] }] }, 'Expected courses[0].modes[0] to be an object, got null'],
])('%j is no seed', (document, problem) => {
  expect(() => parse(document)).toThrow(new Error(`seed.json:\n  ${problem}`))
})

test('what can be there once only is there once', () => {
  const users = [
    { username: 'ann', email: 'ann@a.test' },
    { username: 'ann', email: 'Ann@A.test' },
    { username: 'Ann', email: 'other@a.test' },
  ]
  const courses = [course, course]
  expect(() => parse({ users, courses })).toThrow(
    [
      'seed.json:',
      '  Expected courses[1].run to be unique, got "one"',
      '  Expected courses[1].id to be unique, got "a/b/one"',
      '  Expected users[1].username to be unique, got "ann"',
      '  Expected users[1].email to be unique, got "Ann@A.test"',
    ].join('\n'),
  )
})

test.each([
  [{ start: '2026-02-30' }, 'start to be an ISO 8601 date or null, got "2026-02-30"'],
  [{ start: '1 May 2026' }, 'start to be an ISO 8601 date or null, got "1 May 2026"'],
  [{ start: 'now', end: 'now-1d' }, 'end to be no earlier than start, got "2026-11-22T05:00:00Z"'],
  [
    { enrollment_start: '2026-05-02', enrollment_end: '2026-05-01T12:00' },
    'enrollment_end to be no earlier than enrollment_start, got "2026-05-01T12:00:00Z"',
  ],
  [{ capacity: -1.5 }, 'capacity to be a whole number from 0 to 1000000000, or null, got -1.5'],
])('a course can not have %j', (wrong, problem) => {
  const document = { courses: [{ ...course, ...wrong }] }
  expect(() => parse(document)).toThrow(new Error(`seed.json:\n  Expected courses[0].${problem}`))
})

test.each([[1990.5], [-1], [10_000]])('nobody is born in %d', (year) => {
  expect(() => parse({ users: [{ username: 'ann', year_of_birth: year }] })).toThrow(
    `Expected users[0].year_of_birth to be a whole number from 0 to 9999, or null, got ${year}`,
  )
})

test('a date without a zone is UTC', () => {
  const { courses } = parse({ courses: [{ ...course, start: '2026-05-01', end: '2026-05-02T23:30-02:00' }] })
  expect(courses[0]).toMatchObject({ start: '2026-05-01T00:00:00Z', end: '2026-05-03T01:30:00Z' })
})
