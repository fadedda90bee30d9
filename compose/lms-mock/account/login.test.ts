import { expect, test } from 'vitest'
import {
  type Browser,
  cookieLine,
  cookiesSet,
  fromLms,
  fromRichie,
  learner,
  startLms,
} from '../../../tests/lms-mock/testing/browser.ts'

const login = '/api/user/v1/account/login_session/'
const formHeaders = { ...fromLms, 'Content-Type': 'application/x-www-form-urlencoded' }

async function submit(browser: Browser, fields: Record<string, string>, path = login): Promise<Response> {
  await browser.get(login, {})
  const headers = { ...formHeaders, 'X-CSRFToken': browser.cookies.get('csrftoken') }
  return await browser.post(path, headers, new URLSearchParams(fields).toString())
}

test('a login answers indented JSON, sets all cookies and rotates csrftoken', async () => {
  const browser = startLms().browser()
  await browser.get(login, {})
  const before = browser.cookies.get('csrftoken')
  const answer = await submit(browser, { email: 'edx@example.com', password: 'edx' })
  expect(await answer.text()).toBe('{\n  "success": true,\n  "redirect_url": null\n}')
  const cookies = [
    'csrftoken',
    'edx-jwt-cookie-header-payload',
    'edx-jwt-cookie-signature',
    'edx-user-info',
    'edx_session',
    'edxloggedin',
  ]
  expect(cookiesSet(answer)).toEqual(cookies)
  expect(browser.cookies.get('csrftoken')).not.toBe(before)
  const session = cookieLine(answer, 'edx_session')?.replace(/expires=[^;]+/, 'expires')
  expect(session).toMatch(
    /^edx_session=1\|\w{32}\|[\w-]+\|[\w-]+; expires; HttpOnly; Max-Age=2419200; Path=\/; SameSite=None; Secure$/,
  )
  expect(await (await browser.get('/api/user/v1/me')).text()).toBe('{"username":"edx"}')
})

test.each([
  [
    'v1, wrong password',
    login,
    { email: 'edx@example.com', password: 'no' },
    { error_code: 'incorrect-email-or-password', context: { failure_count: 1 } },
  ],
  [
    'v1, a username',
    login,
    { email: 'edx', password: 'edx' },
    { error_code: 'incorrect-email-or-password', email: 'edx' },
  ],
  [
    'ajax, no password',
    '/login_ajax',
    { email: 'edx@example.com' },
    { value: 'There was an error receiving your login information. Please email us.' },
  ],
  [
    'not activated',
    login,
    { email: 'sleepy@example.com', password: 'sleepy' },
    { value: 'None', error_code: 'inactive-user' },
  ],
])('3.2 %s is a 400', async (_, path, fields, expected) => {
  const answer = await submit(startLms().browser(), fields, path)
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([400, 'application/json'])
  expect(await answer.json()).toMatchObject({ success: false, ...expected })
})

test('3.2 v2 takes a username', async () => {
  const fields = { email_or_username: 'edx', password: 'edx' }
  expect((await submit(startLms().browser(), fields, login.replace('v1', 'v2'))).status).toBe(200)
})

test('3.2 a login without CSRF token is a 403 page', async () => {
  const answer = await startLms().browser().post(login, formHeaders, 'email=edx@example.com&password=edx')
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([403, 'text/html; charset=utf-8'])
})

test('six wrong passwords lock the account for half an hour', async () => {
  const lms = startLms()
  const browser = lms.browser()
  const codes: unknown[] = []
  for (const password of ['1', '2', '3', '4', '5', '6', 'mob']) {
    const answer = await submit(browser, { email: 'mob@example.com', password })
    codes.push(((await answer.json()) as { error_code: string }).error_code)
  }
  const [wrong, warned, locked] = [
    'incorrect-email-or-password',
    'failed-login-attempt',
    'account-locked-out',
  ]
  expect(codes).toEqual([wrong, wrong, warned, warned, warned, locked, locked])
  lms.now = new Date(lms.now.getTime() + 31 * 60_000)
  expect((await submit(browser, { email: 'mob@example.com', password: 'mob' })).status).toBe(200)
})

test('me is 401 for strangers, sets no CSRF cookie, and is at this address only', async () => {
  const lms = startLms()
  const stranger = await lms.browser().get('/api/user/v1/me')
  expect([stranger.status, await stranger.text()]).toEqual([
    401,
    '{"detail":"Authentication credentials were not provided."}',
  ])
  const answer = await (await learner(lms)).get('/api/user/v1/me')
  expect(cookiesSet(answer)).toEqual([])
  expect((await lms.browser().get('/api/user/v1/me/')).status).toBe(404)
})

test('registration makes an account, logs it in, and refuses what is taken', async () => {
  const lms = startLms()
  const browser = lms.browser()
  const fields = {
    email: 'new@example.com',
    name: 'New',
    username: 'new',
    password: 'secret',
    honor_code: 'true',
    terms_of_service: 'true',
  }
  const path = '/api/user/v2/account/registration/'
  const first = await browser.post(path, formHeaders, new URLSearchParams(fields).toString())
  expect(await first.json()).toMatchObject({
    authenticated_user: { username: 'new', full_name: 'New' },
    success: true,
  })
  expect(await (await browser.get('/api/user/v1/me')).json()).toEqual({ username: 'new' })
  const second = await lms.browser().post(path, formHeaders, new URLSearchParams(fields).toString())
  expect([second.status, ((await second.json()) as { error_code: string }).error_code]).toEqual([
    409,
    'duplicate-email-username',
  ])
})

test('the account of oneself is whole, of others shared, and merge-patch alone changes it', async () => {
  const browser = await learner(startLms())
  expect(await (await browser.get('/api/user/v1/accounts/edx')).json()).toMatchObject({
    email: 'edx@example.com',
    year_of_birth: 1980,
  })
  expect(await (await browser.get('/api/user/v1/accounts/other')).json()).not.toHaveProperty('email')
  const token = { ...fromRichie, 'X-CSRFTOKEN': browser.cookies.get('csrftoken') }
  const patch = async (type: string, body: string) =>
    await browser.send('PATCH', '/api/user/v1/accounts/edx', { ...token, 'Content-Type': type }, body)
  expect(await (await patch('application/merge-patch+json', '{"name":"E"}')).json()).toMatchObject({
    name: 'E',
  })
  expect((await patch('application/json', '{"name":"E"}')).status).toBe(415)
  expect(await (await patch('application/merge-patch+json', '{"username":"z"}')).json()).toHaveProperty(
    'field_errors.username',
  )
})
