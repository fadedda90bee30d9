import { expect, test } from 'vitest'
import {
  cookieLine,
  fromLms,
  fromRichie,
  learner,
  startLms,
} from '../../../tests/lms-mock/testing/browser.ts'

const login = '/api/user/v1/account/login_session/'
const formHeaders = { ...fromLms, 'Content-Type': 'application/x-www-form-urlencoded' }

test('a second login ends the first session, but JWT cookies still speak for an hour', async () => {
  const lms = startLms()
  const first = await learner(lms)
  await learner(lms)
  expect((await first.get('/api/user/v1/me')).status).toBe(200)
  lms.now = new Date(lms.now.getTime() + 3_601_000)
  const answer = await first.get('/api/user/v1/me')
  expect(answer.status).toBe(401)
})

test('without JWT cookies the ended session is deleted in the browser too', async () => {
  const lms = startLms()
  const first = await learner(lms)
  await learner(lms)
  first.cookies.delete('edx-jwt-cookie-signature')
  const answer = await first.get('/api/user/v1/me')
  expect(answer.status).toBe(401)
  expect(cookieLine(answer, 'edx_session')).toContain('Max-Age=0; Path=/; SameSite=None; Secure')
})

test('logging in while logged in is a bare 400, and ends the session', async () => {
  const browser = await learner(startLms())
  const answer = await browser.logIn('edx')
  expect([answer.status, answer.headers.get('X-Frame-Options')]).toEqual([400, null])
  expect(answer.headers.getSetCookie()).toEqual([])
})

test('the mobile user redirect ends the session of its own caller', async () => {
  const browser = await learner(startLms())
  const answer = await browser.get('/api/mobile/v0.5/my_user_info')
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/api/mobile/v0.5/users/edx'])
  expect(await (await browser.get('/api/mobile/v0.5/users/edx')).json()).toMatchObject({
    username: 'edx',
    name: 'Eddy Ex',
  })
  browser.cookies.delete('edx-jwt-cookie-signature')
  expect((await browser.get('/api/user/v1/me')).status).toBe(401)
})

test('logout is a page; it deletes the session and keeps both CSRF cookies', async () => {
  const browser = await learner(startLms())
  const answer = await browser.get('/logout')
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect([...browser.cookies.keys()].toSorted()).toEqual(['csrftoken', 'edx_csrf_token'])
  expect((await browser.get('/api/user/v1/me')).status).toBe(401)
})

test('logout by POST wants a CSRF token', async () => {
  const browser = await learner(startLms())
  expect((await browser.post('/logout', fromRichie, '')).status).toBe(403)
})

test.each([
  ['garbage', 'garbage', 500, 'text/html; charset=utf-8'],
  ['empty', '', 401, 'application/json'],
  ['well formed, signed by another', '1|abc|def|ghi', 401, 'text/html; charset=utf-8'],
])('a session cookie that is %s', async (_, value, status, type) => {
  const browser = startLms().browser()
  browser.cookies.set('edx_session', value)
  const answer = await browser.get('/api/user/v1/me')
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([status, type])
})

test('a browser with a session of another database is sent to the login, its cookies deleted', async () => {
  const browser = startLms().browser()
  browser.cookies.set('edx_session', '1|abc|def|ghi')
  const answer = await browser.get('/dashboard', { Accept: 'text/html' })
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/login?next=%2Fdashboard'])
  expect(browser.cookies.has('edx_session')).toBe(false)
})

test('over http cookies are not Secure and Lax, except the one Richie reads', async () => {
  const lms = startLms({ secure: false, allowInsecure: true })
  const browser = lms.browser()
  await browser.get(login, {}, false)
  const headers = {
    'Content-Type': formHeaders['Content-Type'],
    'X-CSRFToken': browser.cookies.get('csrftoken'),
  }
  const answer = await browser.post(login, headers, 'email=edx@example.com&password=edx', false)
  expect(answer.headers.getSetCookie().filter((line) => /Secure|SameSite=None/.test(line))).toEqual([])
  const one = await browser.get('/api/enrollment/v1/enrollment', fromRichie, false)
  expect(cookieLine(one, 'edx_csrf_token')).toContain('; Secure')
})
