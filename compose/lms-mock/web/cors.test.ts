import { expect, test } from 'vitest'

import { ENROLLMENT, FROM_RICHIE, learner, RICHIE, startLms } from '../testing/browser.ts'

const ASKS = {
  'Access-Control-Request-Method': 'POST',
  'Access-Control-Request-Headers': 'content-type,x-csrftoken',
}

test.each([ENROLLMENT, '/nope', '/login'])('preflight of %s from Richie', async (path) => {
  const answer = await startLms()
    .browser()
    .send('OPTIONS', path, { Origin: RICHIE, ...ASKS })
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toEqual({
    'content-length': '0',
    'content-type': 'text/html; charset=utf-8',
    vary: 'origin, Cookie',
    'access-control-allow-origin': RICHIE,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers':
      'accept, authorization, content-type, user-agent, x-csrftoken, x-requested-with, cache-control, expires, pragma, use-jwt-cookie',
    'access-control-allow-methods': 'DELETE, GET, OPTIONS, PATCH, POST, PUT',
    'access-control-max-age': '86400',
  })
})

test.each([
  'https://evil.example',
  'https://richie.local.dev:8071',
  'http://richie.local.dev:8070',
  'null',
  undefined,
])('preflight from %s gets no access-control header', async (origin) => {
  const answer = await startLms()
    .browser()
    .send('OPTIONS', ENROLLMENT, { Origin: origin, ...ASKS })
  expect([answer.status, answer.headers.get('vary')]).toEqual([200, 'origin, Cookie'])
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

test.each([
  ['me, anonymous', false, 'GET', '/api/user/v1/me', 401],
  ['me', true, 'GET', '/api/user/v1/me', 200],
  ['enrollment', true, 'GET', `${ENROLLMENT}/edx,course-v1:edX+DemoX+Demo_Course`, 200],
  ['405', true, 'PUT', '/api/user/v1/me', 405],
  ['404 page', true, 'GET', `${ENROLLMENT}/edx,nope`, 404],
])(
  '%s carries the CORS headers for Richie and not for others',
  async (_, isLoggedIn, method, path, status) => {
    const lms = startLms()
    const browser = isLoggedIn ? await learner(lms) : lms.browser()
    const token = { 'X-CSRFTOKEN': browser.cookies.get('csrftoken') }
    const own = await browser.send(method, path, { ...FROM_RICHIE, ...token })
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([status, RICHIE])
    expect(own.headers.get('access-control-allow-credentials')).toBe('true')
    expect(own.headers.get('vary')?.toLowerCase()).toContain('origin')
    const foreign = await browser.send('GET', path, { Origin: 'https://evil.example' })
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
    expect(foreign.headers.get('access-control-allow-credentials')).toBeNull()
  },
)
