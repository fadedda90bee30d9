import { expect, test } from 'vitest'
import { differencesOf } from './compare.ts'

const real = {
  status: 200,
  headers: ['Content-Type: application/json', 'Vary: Cookie, origin', 'Content-Length: 18', 'Date: today'],
  body: '{"username":"edx"}',
}
const cookie = 'Set-Cookie: csrftoken=<token>; expires=Mon, 22 Nov 2027 05:24:46 GMT; Path=/; SameSite=Lax'

test.each([
  ['itself', real, []],
  [
    'header names in another case, Vary in another order',
    { ...real, headers: ['content-type: application/json', 'VARY: origin, Cookie'] },
    [],
  ],
  ['another status', { ...real, status: 201 }, ['status 201, real 200']],
  [
    'a header less',
    { ...real, headers: ['Vary: Cookie, origin'] },
    ['without content-type: application/json'],
  ],
  [
    'a charset',
    { ...real, headers: ['Content-Type: application/json; charset=utf-8', 'Vary: Cookie, origin'] },
    ['without content-type: application/json', 'with content-type: application/json; charset=utf-8'],
  ],
  ['a header more', { ...real, headers: [...real.headers, 'Allow: GET'] }, ['with allow: get']],
  [
    'another body',
    { ...real, body: '{"username": "edx"}' },
    ['body {"username": "edx"}, real {"username":"edx"}'],
  ],
])('%s is told from the recorded answer', (_, reply, differences) => {
  expect(differencesOf(reply, real)).toEqual(differences)
})

test.each([
  [
    'another token and day',
    cookie.replace('<token>', 'a'.repeat(32)).replace('22 Nov 2027', '01 Jan 2030'),
    0,
  ],
  ['attributes in another order', cookie.replace('Path=/; SameSite=Lax', 'SameSite=Lax; Path=/'), 0],
  ['another attribute', cookie.replace('Lax', 'None'), 2],
  ['a deletion', 'Set-Cookie: csrftoken=""; Max-Age=0; Path=/', 2],
])('of a cookie, %s', (_, line, count) => {
  expect(differencesOf({ ...real, headers: [line] }, { ...real, headers: [cookie] })).toHaveLength(count)
})

test('of a page only that there is one', () => {
  const page = { ...real, body: '(HTML)' }
  expect(differencesOf({ ...real, body: '<p>any</p>' }, page)).toEqual([])
  expect(differencesOf({ ...real, body: '' }, page)).toEqual(['an empty body, the real one is a page'])
})
