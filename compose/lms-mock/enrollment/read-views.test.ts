import { expect, test } from 'vitest'

import {
  cookieLine,
  cookiesSet,
  ENROLLMENT,
  FROM_RICHIE,
  learner,
  RICHIE,
  startLms,
} from '../testing/browser.ts'

const ONE = `${ENROLLMENT}/edx,course-v1:edX+DemoX+Demo_Course`

test('never enrolled is 200, zero bytes and no Content-Type', async () => {
  const browser = await learner(startLms())
  const answer = await browser.get(ONE)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe('')
  expect(answer.headers.get('Content-Type')).toBeNull()
  expect(answer.headers.get('Content-Length')).toBe('0')
  expect(answer.headers.get('Allow')).toBe('GET, HEAD, OPTIONS')
})

test('enrolled is the object, with a Content-Type of exactly application/json', async () => {
  const browser = await learner(startLms())
  await browser.enroll('Demo_Course')
  const answer = await browser.get(ONE)
  expect(answer.headers.get('Content-Type')).toBe('application/json')
  const audit = { slug: 'audit', name: 'Audit', min_price: 0, suggested_prices: '', currency: 'usd' }
  const nothing = { expiration_datetime: null, description: null, sku: null, bulk_sku: null }
  const details = {
    course_id: 'course-v1:edX+DemoX+Demo_Course',
    course_name: 'Demo Demo_Course',
    enrollment_start: null,
    enrollment_end: null,
    course_start: '2020-01-01T00:00:00Z',
    course_end: null,
    invite_only: false,
    course_modes: [{ ...audit, ...nothing }],
    pacing_type: 'Instructor Paced',
  }
  const text = await answer.text()
  const { created } = JSON.parse(text) as { created: string }
  expect(created).toMatch(/^2026-11-23T05:00:00\.000\d{3}Z$/)
  expect(text).toBe(
    JSON.stringify({ created, mode: 'audit', is_active: true, course_details: details, user: 'edx' }),
  )
})

test.each([
  ['1.2 anonymous', undefined, ONE, 401, '{"detail":"Authentication credentials were not provided."}'],
  ['1.2 unknown course', 'edx', `${ENROLLMENT}/edx,course-v1:edX+DemoX+Nope`, 200, ''],
  ['1.2 other user', 'edx', `${ENROLLMENT}/other,course-v1:edX+DemoX+Demo_Course`, 404, ''],
  ['1.2 name in the wrong case', 'edx', `${ENROLLMENT}/EDX,course-v1:edX+DemoX+Demo_Course`, 404, ''],
  ['1.2 without a name', 'edx', `${ENROLLMENT}/course-v1:edX+DemoX+Demo_Course`, 200, ''],
  ['1.1 %2B is +', 'edx', `${ENROLLMENT}/edx,course-v1%3AedX%2BDemoX%2BDemo_Course`, 200, ''],
  ['1.3 list', 'edx', ENROLLMENT, 200, '[]'],
  ['1.3 list of another', 'edx', `${ENROLLMENT}?user=other`, 200, '[]'],
  ['1.1 roles', 'edx', '/api/enrollment/v1/roles/', 200, '{"roles":[],"is_staff":false}'],
  [
    '1.1 paged list',
    'edx',
    '/api/enrollment/v1/enrollments',
    403,
    '{"developer_message":"You do not have permission to perform this action."}',
  ],
  [
    '1.5 unknown details',
    undefined,
    '/api/enrollment/v1/course/course-v1:a+b+c',
    400,
    '{"message":"No course found for course ID \'course-v1:a+b+c\'"}',
  ],
])('%s: status and body', async (_, username, path, status, body) => {
  const lms = startLms()
  const browser = username === undefined ? lms.browser() : await learner(lms, username)
  const answer = await browser.get(path)
  expect([answer.status, await answer.text()]).toEqual([status, body])
})

test.each([`${ONE}/`, `${ENROLLMENT}/`, `${ENROLLMENT}/edx,nope`, `${ENROLLMENT}/edx,null`])(
  '%s is a 404 page',
  async (path) => {
    const answer = await (await learner(startLms())).get(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
    expect(cookiesSet(answer)).toEqual(['csrftoken'])
  },
)

test('staff see the enrollments of others', async () => {
  const browser = await learner(startLms(), 'staff')
  const one = await browser.get(`${ENROLLMENT}/other,course-v1:edX+DemoX+Full`)
  const list = (await (await browser.get(`${ENROLLMENT}?user=other`)).json()) as unknown[]
  expect(await one.json()).toMatchObject({ user: 'other', is_active: true })
  expect(list).toHaveLength(4)
})

test('the anonymous answer names the JWT realm', async () => {
  const answer = await startLms().browser().get(ONE)
  expect(answer.headers.get('WWW-Authenticate')).toBe('JWT realm="api"')
})

test.each([
  ['Richie’s page', {}, FROM_RICHIE, true, true],
  ['Richie, bare origin as referer', {}, { Origin: RICHIE, Referer: `${RICHIE}/` }, true, true],
  ['no Origin', {}, { Referer: `${RICHIE}/x` }, true, true],
  ['no Referer', {}, { Origin: RICHIE }, true, false],
  ['a foreign Referer', {}, { Origin: RICHIE, Referer: 'https://evil.example/x' }, true, false],
  ['a Referer that only begins alike', {}, { Referer: `${RICHIE}.evil.example/` }, true, false],
  ['an http Referer', {}, { Origin: RICHIE, Referer: 'http://richie.local.dev:8070/x' }, true, false],
  ['an http request', {}, FROM_RICHIE, false, false],
  ['http, insecure allowed', { allowInsecure: true }, FROM_RICHIE, false, true],
  ['everything allowed, no Referer', { allowInsecure: true, corsAllowAll: true }, {}, false, true],
])('4.2 %s: whether edx_csrf_token is set', async (_, changes, headers, isSecure, isSet) => {
  const browser = await learner(startLms(changes))
  const answer = await browser.get(ONE, headers, isSecure)
  expect(cookiesSet(answer)).toEqual(isSet ? ['csrftoken', 'edx_csrf_token'] : ['csrftoken'])
})

test('edx_csrf_token has the value of csrftoken, the shared domain, and is Secure and readable', async () => {
  const answer = await (await learner(startLms())).get(ONE)
  const [, token] = /^csrftoken=([A-Za-z0-9]{32});/.exec(cookieLine(answer, 'csrftoken') ?? '') ?? []
  expect(token).toBeDefined()
  const line = cookieLine(answer, 'edx_csrf_token')?.replace(/expires=[^;]+/, 'expires')
  expect(line).toBe(`edx_csrf_token=${token}; Domain=.local.dev; expires; Max-Age=31449600; Path=/; Secure`)
})
