import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { cookieLine, fromRichie, learner, startLms } from '../../../tests/lms-mock/testing/browser.ts'

const mePath = '/api/v1.0/user/me'

test('5 the token is signed by the key of development, and says who it is for five minutes', async () => {
  const lms = startLms({ release: 'dogwood' })
  const browser = await learner(lms)
  browser.cookies.set('newsletter_subscribed', 'true')
  const answer = await browser.get(mePath, fromRichie)
  const body = (await answer.json()) as { access_token: string }
  expect(body).toMatchObject({ username: 'edx', full_name: 'Eddy Ex' })
  const [header = '', payload = '', signature] = body.access_token.split('.')
  const key = 'ThisIsAnExampleKeyForDevPurposeOnly'
  expect(createHmac('sha256', key).update(`${header}.${payload}`).digest('base64url')).toBe(signature)
  const issued = lms.now.getTime() / 1000
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({
    token_type: 'access',
    exp: issued + 300,
    iat: issued,
    jti: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    email: 'edx@example.com',
    full_name: 'Eddy Ex',
    username: 'edx',
    language: 'en',
    is_active: true,
    is_staff: false,
    is_superuser: false,
    has_subscribed_to_commercial_newsletter: true,
  })
  expect(browser.cookies.has('newsletter_subscribed')).toBe(false)
  expect(cookieLine(answer, 'edx_csrf_token')).toContain('Domain=.local.dev')
})

test.each([
  ['dogwood', '/api/v1.0/user/me/', 200],
  ['dogwood', '/api/v2.0/user/me', 404],
  ['hawthorn', mePath, 404],
  ['teak', mePath, 404],
])('5 on %s %s is %i', async (release, path, status) => {
  const browser = await learner(startLms({ release }))
  expect((await browser.get(path, fromRichie)).status).toBe(status)
})

test('5 a stranger gets a 403 without a challenge', async () => {
  const answer = await startLms({ release: 'dogwood' }).browser().get(mePath, fromRichie)
  expect([answer.status, answer.headers.get('WWW-Authenticate'), await answer.json()]).toEqual([
    403,
    null,
    { detail: 'Authentication credentials were not provided.' },
  ])
})
