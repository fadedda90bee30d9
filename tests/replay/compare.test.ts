import { expect, test } from 'vitest'

import { differencesOf } from './compare.ts'

const REAL = {
  status: 200,
  headers: ['Content-Type: application/json', 'Vary: Cookie, origin', 'Content-Length: 18', 'Date: today'],
  body: '{"username":"edx"}',
}
const COOKIE = 'Set-Cookie: csrftoken=<token>; expires=Mon, 22 Nov 2027 05:24:46 GMT; Path=/; SameSite=Lax'

test.each([
  ['itself', REAL, []],
  [
    'header names in another case, Vary in another order',
    { ...REAL, headers: ['content-type: application/json', 'VARY: origin, Cookie'] },
    [],
  ],
  ['another status', { ...REAL, status: 201 }, ['status 201, real 200']],
  [
    'a header less',
    { ...REAL, headers: ['Vary: Cookie, origin'] },
    ['without content-type: application/json'],
  ],
  [
    'a charset',
    { ...REAL, headers: ['Content-Type: application/json; charset=utf-8', 'Vary: Cookie, origin'] },
    ['without content-type: application/json', 'with content-type: application/json; charset=utf-8'],
  ],
  ['a header more', { ...REAL, headers: [...REAL.headers, 'Allow: GET'] }, ['with allow: get']],
  [
    'another body',
    { ...REAL, body: '{"username": "edx"}' },
    ['body {"username": "edx"}, real {"username":"edx"}'],
  ],
])('%s is told from the recorded answer', (_, reply, differences) => {
  expect(differencesOf(reply, REAL)).toEqual(differences)
})

test.each([
  [
    'another token and day',
    COOKIE.replace('<token>', 'a'.repeat(32)).replace('22 Nov 2027', '01 Jan 2030'),
    0,
  ],
  ['attributes in another order', COOKIE.replace('Path=/; SameSite=Lax', 'SameSite=Lax; Path=/'), 0],
  ['another attribute', COOKIE.replace('Lax', 'None'), 2],
  ['a deletion', 'Set-Cookie: csrftoken=""; Max-Age=0; Path=/', 2],
])('of a cookie, %s', (_, line, count) => {
  expect(differencesOf({ ...REAL, headers: [line] }, { ...REAL, headers: [COOKIE] })).toHaveLength(count)
})

test('of a page only that there is one', () => {
  const page = { ...REAL, body: '(HTML)' }
  expect(differencesOf({ ...REAL, body: '<p>any</p>' }, page)).toEqual([])
  expect(differencesOf({ ...REAL, body: '' }, page)).toEqual(['an empty body, the real one is a page'])
})
