import { expect, test } from 'vitest'
import { fieldProblem, preferenceProblem, yearOf } from './profile-fields.ts'

test.each([
  ['name', 5],
  ['name', null],
  ['bio', { a: 1 }],
  ['country', ['fr']],
  ['gender', 'zz'],
  ['gender', ['m']],
  ['language_proficiencies', 'en'],
  ['year_of_birth', 'abc'],
  ['year_of_birth', 1990.5],
  ['year_of_birth', -1],
  ['year_of_birth', 1e300],
  ['username', 'z'],
  ['constructor', 'z'],
])('%s can not be %j', (field, value) => {
  expect(fieldProblem(field, value)).toMatchObject({ developer_message: expect.any(String) })
})

test.each([
  ['name', 'Ann'],
  ['bio', null],
  ['gender', null],
  ['gender', 'o'],
  ['language_proficiencies', [{ code: 'fr' }]],
  ['year_of_birth', 1990],
  ['year_of_birth', '1990'],
  ['year_of_birth', null],
])('%s can be %j', (field, value) => {
  expect(fieldProblem(field, value)).toBeUndefined()
})

test.each([
  ['1990', 1990],
  [1990, 1990],
  ['', null],
  [null, null],
  ['1990.5', null],
  ['Infinity', null],
  ['1e300', null],
  ['99999999999999999999', null],
])('%j is the year %j', (value, year) => {
  expect(yearOf(value)).toBe(year)
})

test('a preference is a text, or null to take it away', () => {
  const values = ['fr', 5, null, '', ' ', true, { b: 1 }, ['x']]
  const fine = values.filter((value) => preferenceProblem('a', value) === undefined)
  expect(fine).toEqual(['fr', 5, null])
})
