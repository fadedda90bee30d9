import { expect, test } from 'vitest'
import {
  enrollment,
  fromRichie,
  learner,
  startLms,
  cookiesSet,
} from '../../../tests/lms-mock/testing/browser.ts'

const one = `${enrollment}/edx,course-v1:edX+DemoX+Demo_Course`

async function meet(fault: string, path = one) {
  const browser = await learner(startLms())
  return await browser.get(path, { ...fromRichie, 'X-Mock-Fault': fault })
}

const cors = (answer: Response) => answer.headers.get('access-control-allow-origin')

test('server-error is Django’s page: CORS headers stay, Richie can read the status', async () => {
  const answer = await meet('server-error')
  expect([answer.status, answer.headers.get('content-type'), cors(answer)]).toEqual([
    500,
    'text/html; charset=utf-8',
    fromRichie.Origin,
  ])
})

test('maintenance is the web server’s page: no CORS headers, no cookies', async () => {
  const answer = await meet('maintenance')
  expect([answer.status, answer.headers.get('retry-after'), cors(answer)]).toEqual([503, '300', null])
  expect(cookiesSet(answer)).toEqual([])
})

test.each([
  ['maintenance', 503],
  ['server-error', 200],
])('%s answers a preflight with %i', async (fault, status) => {
  const headers = { ...fromRichie, 'Access-Control-Request-Method': 'POST', 'X-Mock-Fault': fault }
  const answer = await startLms().browser().send('OPTIONS', enrollment, headers)
  expect(answer.status).toBe(status)
})

test.each([
  ['wrong-content-type', 'text/html; charset=utf-8'],
  ['charset-suffix', 'application/json; charset=utf-8'],
])('%s mislabels JSON of the API, whose body stays', async (fault, type) => {
  const answer = await meet(fault, '/api/user/v1/me')
  expect(answer.headers.get('content-type')).toBe(type)
  expect(await answer.json()).toEqual({ username: 'edx' })
})

test('JSON that is shown as a page is in a sandbox, for it echoes what anybody put into its address', async () => {
  const path = '/api/enrollment/v1/course/%3Csvg/onload=alert(1)/x%3E'
  const answer = await startLms().browser().get(path, { 'X-Mock-Fault': 'wrong-content-type' })
  expect(await answer.text()).toContain('<svg/onload')
  const { headers } = answer
  expect([headers.get('content-security-policy'), headers.get('x-content-type-options')]).toEqual([
    'sandbox',
    'nosniff',
  ])
})

test('a page and an answer without a type are not relabelled', async () => {
  expect((await meet('wrong-content-type', '/dashboard')).headers.get('content-type')).toBe(
    'text/html; charset=utf-8',
  )
  expect((await meet('charset-suffix')).headers.get('content-type')).toBeNull()
})

test('cors-origin-refused enrols, and hides the answer from Richie', async () => {
  const browser = await learner(startLms())
  const answer = await browser.enroll('Demo_Course', {}, { 'X-Mock-Fault': 'cors-origin-refused' })
  expect([answer.status, cors(answer)]).toEqual([200, null])
})

test('cors-origin-refused answers a preflight without leave', async () => {
  const headers = {
    ...fromRichie,
    'Access-Control-Request-Method': 'POST',
    'X-Mock-Fault': 'cors-origin-refused',
  }
  const answer = await startLms().browser().send('OPTIONS', enrollment, headers)
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

test('cors-origin-refused leaves what the release sends to every origin: hawthorn’s Allow-Credentials', async () => {
  const browser = startLms({ release: 'hawthorn' }).browser()
  const fault = { ...fromRichie, 'X-Mock-Fault': 'cors-origin-refused' }
  const preflight = { ...fault, 'Access-Control-Request-Method': 'POST' }
  for (const answer of [await browser.get(one, fault), await browser.send('OPTIONS', enrollment, preflight)])
    expect([answer.headers.get('access-control-allow-credentials'), cors(answer)]).toEqual(['true', null])
})

test('csrf-origin-refused refuses Richie’s POST in Django’s words', async () => {
  const browser = await learner(startLms())
  const answer = await browser.enroll('Demo_Course', {}, { 'X-Mock-Fault': 'csrf-origin-refused' })
  expect([answer.status, await answer.json()]).toEqual([
    403,
    {
      detail:
        'CSRF Failed: Origin checking failed - https://richie.local.dev:8070 does not match any trusted origins.',
    },
  ])
})

test('slow answers late, and rightly', async () => {
  const begun = performance.now()
  const answer = await meet('slow=80', '/api/user/v1/me')
  expect(performance.now() - begun).toBeGreaterThanOrEqual(75)
  expect(answer.status).toBe(200)
})

test('dropped leads the gateway to where it cuts the connection', async () => {
  expect((await meet('dropped')).headers.get('x-accel-redirect')).toBe('/__campus/drop')
})

test('a header that names no fault is answered in words', async () => {
  const answer = await meet('slwo')
  expect([answer.status, await answer.text()]).toEqual([400, 'X-Mock-Fault: There is no fault "slwo".\n'])
})

test.each([
  ['session-expired', 401],
  ['csrf-cookie-withheld', 200],
])('%s acts inside the platform', async (fault, status) => {
  const answer = await meet(fault)
  expect(answer.status).toBe(status)
  expect(cookiesSet(answer).filter((name) => name.includes('csrf'))).toEqual([])
})

test.each([
  ['enrollment-refused', 400, { message: expect.stringContaining('An error occurred') }],
  ['enrollment-refused-in-words=Pay first.', 403, { message: 'Pay first.', localizedMessage: 'Pay first.' }],
])('%s refuses to enrol', async (fault, status, body) => {
  const lms = startLms()
  const browser = await learner(lms)
  const answer = await browser.enroll('Demo_Course', {}, { 'X-Mock-Fault': fault })
  expect([answer.status, await answer.json()]).toEqual([status, body])
  expect(lms.store.enrollments.active(lms.store.learners.byUsername('edx')?.id ?? 0)).toEqual([])
})
