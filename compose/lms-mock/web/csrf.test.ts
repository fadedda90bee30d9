import { expect, test } from 'vitest'

import { FROM_RICHIE, learner, RICHIE, startLms } from '../testing/browser.ts'

const HEADER = "CSRF token from the 'X-Csrftoken' HTTP header"
const EVIL = 'https://evil.example'

/** Richie's enrollment POST with some headers changed: the reason it is refused for, or undefined when it passes. */
async function reasonFor(
  headers: Record<string, string | undefined>,
  changes: object = {},
  drop: readonly string[] = [],
) {
  const browser = await learner(startLms({ ...changes }))
  for (const name of drop) {
    browser.cookies.delete(name)
  }
  const token = browser.cookies.get('edx_csrf_token') ?? browser.cookies.get('csrftoken')
  const answer = await browser.enroll('Demo_Course', {}, { 'X-CSRFTOKEN': token, ...headers })
  const { detail } = (await answer.json()) as { detail?: string }
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
    detail === undefined ? 200 : 403,
    'application/json',
  ])
  return detail?.replace('CSRF Failed: ', '')
}

test.each([
  ['as Richie asks', {}, undefined],
  ['trusted Origin, foreign Referer', { Referer: `${EVIL}/x` }, undefined],
  ['trusted Origin, no Referer', { Referer: undefined }, undefined],
  ['no Origin, trusted Referer', { Origin: undefined }, undefined],
  ['the LMS itself', { Origin: 'https://edx.local.dev:8073', Referer: undefined }, undefined],
  ['no header', { 'X-CSRFTOKEN': undefined }, 'CSRF token missing.'],
  ['empty header', { 'X-CSRFTOKEN': '' }, `${HEADER} has incorrect length.`],
  ['short header', { 'X-CSRFTOKEN': 'abc' }, `${HEADER} has incorrect length.`],
  ['wrong 32', { 'X-CSRFTOKEN': 'a'.repeat(32) }, `${HEADER} incorrect.`],
  ['wrong 64', { 'X-CSRFTOKEN': 'a'.repeat(64) }, `${HEADER} incorrect.`],
  ['bad characters', { 'X-CSRFTOKEN': '!'.repeat(32) }, `${HEADER} has invalid characters.`],
  [
    'foreign Origin',
    { Origin: EVIL },
    `Origin checking failed - ${EVIL} does not match any trusted origins.`,
  ],
  ['Origin null', { Origin: 'null' }, 'Origin checking failed - null does not match any trusted origins.'],
  [
    'other port',
    { Origin: 'https://richie.local.dev:8071' },
    'Origin checking failed - https://richie.local.dev:8071 does not match any trusted origins.',
  ],
  ['neither', { Origin: undefined, Referer: undefined }, 'Referer checking failed - no Referer.'],
  [
    'neither, and no token',
    { Origin: undefined, Referer: undefined, 'X-CSRFTOKEN': undefined },
    'Referer checking failed - no Referer.',
  ],
  [
    'http Referer',
    { Origin: undefined, Referer: 'http://richie.local.dev:8070/' },
    'Referer checking failed - Referer is insecure while host is secure.',
  ],
  [
    'malformed Referer',
    { Origin: undefined, Referer: 'abc' },
    'Referer checking failed - Referer is malformed.',
  ],
  [
    'foreign Referer',
    { Origin: undefined, Referer: `${EVIL}/x` },
    `Referer checking failed - ${EVIL}/x does not match any trusted origins.`,
  ],
])('4.3 %s', async (_, headers, reason) => {
  expect(await reasonFor(headers)).toBe(reason)
})

test('4.3 without the csrftoken cookie', async () => {
  expect(await reasonFor({}, {}, ['csrftoken'])).toBe('CSRF cookie not set.')
})

test('4.3 an origin that CORS allows is still refused when it is not trusted', async () => {
  const reason = `Origin checking failed - ${RICHIE} does not match any trusted origins.`
  expect(await reasonFor({}, { trustedOrigins: [] })).toBe(reason)
  expect(await reasonFor({}, { trustedOrigins: [], corsAllowAll: true, allowInsecure: true })).toBe(reason)
})

test('4.3 over http the Origin is still checked, and without one the token alone decides', async () => {
  const browser = await learner(startLms())
  const body = JSON.stringify({ course_details: { course_id: 'course-v1:edX+DemoX+CsrfA' } })
  const headers = { 'X-CSRFTOKEN': browser.cookies.get('csrftoken'), 'Content-Type': 'application/json' }
  const path = '/api/enrollment/v1/enrollment'
  expect(
    (await browser.post(path, { ...headers, Origin: 'http://richie.local.dev:8070' }, body, false)).status,
  ).toBe(403)
  expect((await browser.post(path, headers, body, false)).status).toBe(200)
})

test('a csrftoken cookie that can not be one is named, and replaced', async () => {
  const browser = await learner(startLms())
  browser.cookies.set('csrftoken', 'abc')
  const answer = await browser.enroll('Demo_Course')
  expect(await answer.json()).toEqual({ detail: 'CSRF Failed: CSRF cookie has incorrect length.' })
  expect(browser.cookies.get('csrftoken')).toMatch(/^[A-Za-z0-9]{32}$/)
})

test('JWT cookies without a session: a failing CSRF check is a 401', async () => {
  const browser = await learner(startLms())
  browser.cookies.delete('edx_session')
  const answer = await browser.enroll('Demo_Course', {}, { Origin: EVIL })
  expect([answer.status, await answer.json()]).toEqual([
    401,
    { detail: 'Authentication credentials were not provided.' },
  ])
})

test('after logout and login the old edx_csrf_token fails until the next GET', async () => {
  const browser = await learner(startLms())
  await browser.get('/logout')
  await browser.logIn('edx')
  expect(await (await browser.enroll('Demo_Course')).json()).toEqual({
    detail: `CSRF Failed: ${HEADER} incorrect.`,
  })
  await browser.get('/api/enrollment/v1/enrollment', FROM_RICHIE)
  expect((await browser.enroll('Demo_Course')).status).toBe(200)
})

test('the token API gives a masked token that works', async () => {
  const browser = await learner(startLms())
  const { csrfToken } = (await (await browser.get('/csrf/api/v1/token')).json()) as { csrfToken: string }
  expect(csrfToken).toMatch(/^[A-Za-z0-9]{64}$/)
  expect((await browser.enroll('Demo_Course', {}, { 'X-CSRFTOKEN': csrfToken })).status).toBe(200)
})
