import { expect, test } from 'vitest'
import { openBrowserCookies } from './browser-cookies.ts'

function visited(url: string, ...lines: readonly string[]) {
  const cookies = openBrowserCookies()
  const answer = { status: 200, headers: {}, setCookies: lines, body: '', address: '127.0.0.1' }
  cookies.keep({ asked: { method: 'GET', url, headers: {} }, answer, ms: 1 })
  return cookies
}

const edx = 'https://edx.local.dev:8073/'
const richie = 'https://richie.local.dev:8070/en/'
const local = 'http://edx.campus.localhost:8073/'

test.each([
  ['a cookie of the host', edx, 'a=1'],
  ['one of the common domain', edx, 'a=1; Domain=.local.dev'],
  ['one of *.localhost', local, 'a=1; Domain=.campus.localhost'],
  ['Secure over https', edx, 'a=1; Secure'],
  ['Secure over http on *.localhost', local, 'a=1; Secure'],
  ['SameSite=None with Secure', edx, 'a=1; SameSite=None; Secure'],
])('a browser keeps %s', (_, url, line) => {
  const cookies = visited(url, line)
  expect([cookies.refusal('a'), cookies.value(url, 'a')]).toEqual([undefined, '1'])
})

test.each([
  ['Secure over http', 'http://edx.local.test/', 'a=1; Secure', /Secure/],
  ['of a domain that is not its own', edx, 'a=1; Domain=.example.org', /domain/],
  ['of a public suffix', edx, 'a=1; Domain=.dev', /public suffix/],
  ['SameSite=None without Secure', edx, 'a=1; SameSite=None', /SameSite=None without Secure/],
])('a browser does not keep a cookie that is %s, and that is told', (_, url, line, refusal) => {
  const cookies = visited(url, line)
  expect(cookies.refusal('a')).toMatch(refusal)
  expect(cookies.value(url, 'a')).toBeUndefined()
})

test.each([
  ['a=1; Domain=.local.dev; Path=/', '1'],
  ['a=1', undefined],
  ['a=1; Domain=.local.dev; Path=/api', undefined],
  ['a=1; Domain=.local.dev; Path=/; HttpOnly', undefined],
])('scripts on Richie read of %s: %s', (line, value) => {
  expect(visited(`${edx}api/x`, line).readable(richie).get('a')).toBe(value)
})

test.each([
  ['a=1', richie, 'a=1'],
  ['a=1; SameSite=Lax', richie, 'a=1'],
  ['a=1', 'https://catalogue.example.org/', ''],
  ['a=1; SameSite=Lax; Secure', 'https://catalogue.example.org/', ''],
  ['a=1; SameSite=None; Secure', 'https://catalogue.example.org/', 'a=1'],
  // The same host by another scheme is another site.
  ['a=1', 'http://richie.local.dev:8070/', ''],
])('of %s a page at %s sends along: %s', (line, page, sent) => {
  expect(visited(edx, line).header(edx, { page })).toBe(sent)
})

test('who goes there himself takes all cookies of the site along, and what was deleted is gone', () => {
  const cookies = visited(edx, 'a=1; SameSite=Lax', 'b=2', 'c=3', 'c=; Max-Age=0')
  expect(cookies.header(edx, 'navigation')).toBe('a=1; b=2')
  expect(cookies.header(edx, 'navigation', (name) => name === 'b')).toBe('b=2')
})

test('a cookie that was refused, and then set rightly, is kept', () => {
  const cookies = visited(edx, 'a=1; SameSite=None', 'a=2')
  expect(cookies.refusal('a')).toBeUndefined()
  expect(cookies.value(edx, 'a')).toBe('2')
})
