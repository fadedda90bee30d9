import { expect, test } from 'vitest'
import { learner, startLms } from '../../../tests/lms-mock/testing/browser.ts'

const page = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const courseId = '/courses/course-v1:edX+DemoX+Demo_Course'
const formHeaders = {
  ...page,
  Origin: 'https://edx.local.dev:8073',
  'Content-Type': 'application/x-www-form-urlencoded',
}

/** The hidden and given fields of the page's first form, as a browser without script would send them. */
function formOf(html: string, filled: Record<string, string> = {}): string {
  const form = /<form method="post".*?<\/form>/s.exec(html)?.[0] ?? ''
  const hidden = Array.from(
    form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g),
    ([, name = '', value = '']) => [name, value],
  )
  return new URLSearchParams(
    [...hidden, ...Object.entries(filled)].map(([name = '', value = '']): [string, string] => [name, value]),
  ).toString()
}

test.each([
  '/',
  '/courses',
  '/login',
  '/register',
  `${courseId}/info`,
  `${courseId}/about`,
  `${courseId}/course/`,
  '/courses/course-v1%3AedX%2BDemoX%2BDemo_Course/info',
])('%s is a page that names the mock and needs nothing from elsewhere', async (path) => {
  const answer = await startLms().browser().get(path, page)
  const html = await answer.text()
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(html).toContain('This is a mock of Open edX (teak)')
  expect(html).not.toMatch(/<link rel="(?!icon" href="data:,")|<img|<script src|@import|url\(/)
})

test.each(['/courses/course-v1:edX+DemoX+Nope/info', '/courses/nope/info', '/login/', '/nope'])(
  '%s is a 404 page',
  async (path) => {
    expect((await startLms().browser().get(path, page)).status).toBe(404)
  },
)

test('the plain login form, without script, leads to next', async () => {
  const browser = startLms().browser()
  const html = await (await browser.get('/login?next=richie/en/courses/x/', page)).text()
  expect(html).toContain('edx@example.com')
  const path = '/api/user/v2/account/login_session/'
  const wrong = await browser.post(
    path,
    formHeaders,
    formOf(html, { email_or_username: 'edx', password: 'no' }),
  )
  expect(wrong.headers.get('Location')).toBe(
    '/login?next=richie%2Fen%2Fcourses%2Fx%2F&mock_problem=incorrect-email-or-password',
  )
  const right = await browser.post(
    path,
    formHeaders,
    formOf(html, { email_or_username: 'edx', password: 'edx' }),
  )
  expect([right.status, right.headers.get('Location')]).toEqual([302, '/richie/en/courses/x/'])
})

test('a learner enrolls and leaves on the pages', async () => {
  const browser = await learner(startLms())
  const offered = await (await browser.get(`${courseId}/info`, page)).text()
  await browser.post('/change_enrollment', formHeaders, formOf(offered))
  expect(await (await browser.get('/dashboard', page)).text()).toContain('Demo Demo_Course')
  const enrolled = await (await browser.get(`${courseId}/info`, page)).text()
  expect(enrolled).toContain('You are enrolled in this course.')
  const left = await browser.post('/change_enrollment', formHeaders, formOf(enrolled))
  expect(left.headers.get('Location')).toBe(`${courseId}/info`)
  expect(await (await browser.get('/dashboard', page)).text()).toContain('not enrolled in any course')
})

test('change_enrollment answers as the platform does when the mock’s own field is not sent', async () => {
  const browser = await learner(startLms())
  const headers = { ...formHeaders, 'X-CSRFToken': browser.cookies.get('csrftoken') }
  const fields = { course_id: 'course-v1:edX+DemoX+Demo_Course', enrollment_action: 'enroll' }
  const answer = await browser.post('/change_enrollment', headers, new URLSearchParams(fields).toString())
  expect([answer.status, await answer.text(), answer.headers.get('Content-Type')]).toEqual([
    200,
    '',
    'text/html; charset=utf-8',
  ])
})

test.each([
  ['https://richie.local.dev:8070/en/courses/x/', 'https://richie.local.dev:8070/en/courses/x/'],
  ['richie/en/courses/x/', '/richie/en/courses/x/'],
  ['/dashboard', '/dashboard'],
  ['https://evil.example/', '/dashboard'],
])('the detour that enrolls leads to %s', async (next, target) => {
  const browser = await learner(startLms({ redirectHosts: ['richie.local.dev:8070'] }))
  const query = { enrollment_action: 'enroll', course_id: 'course-v1:edX+DemoX+Demo_Course', next }
  const detour = await browser.get(`/account/finish_auth?${new URLSearchParams(query).toString()}`, page)
  const answer = await browser.post('/change_enrollment', formHeaders, formOf(await detour.text()))
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, target])
})

test.each(['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)'])(
  'no form leads from the LMS to %s',
  async (back) => {
    const browser = await learner(startLms())
    const html = await (await browser.get(`${courseId}/info`, page)).text()
    const fields = new URLSearchParams(formOf(html))
    fields.set('mock_return', back)
    const answer = await browser.post('/change_enrollment', formHeaders, fields.toString())
    expect([answer.status, answer.headers.get('Location')]).toEqual([200, null])
  },
)

test('what comes from outside is escaped', async () => {
  const evil = '<script>alert(1)</script>'
  const lms = startLms({ platformName: evil })
  for (const path of [
    '/',
    `/${evil}`,
    `/login?next=${encodeURIComponent(`x"${evil}`)}`,
    `/login?mock_problem=${encodeURIComponent(evil)}`,
  ])
    expect(await (await lms.browser().get(path, page)).text()).not.toContain(evil)
})

test('strangers are sent from the dashboard to the login', async () => {
  const answer = await startLms().browser().get('/dashboard', page)
  expect(answer.headers.get('Location')).toBe('/login?next=/dashboard')
})

test('the heartbeat answers for the database, and fails with it', async () => {
  const lms = startLms()
  const fine = await lms.browser().get('/heartbeat', {})
  const body =
    '{\n  "modulestore": {\n    "status": true,\n    "message": "OK"\n  },\n  "sql": {\n    "status": true,\n    "message": "OK"\n  }\n}'
  expect([fine.status, await fine.text()]).toEqual([200, body])
  lms.store.close()
  expect((await lms.browser().get('/heartbeat', {})).status).toBe(503)
})

test('the pages that Richie’s user menu leads to are there, for those who are signed in', async () => {
  const lms = startLms()
  const stranger = lms.browser()
  expect((await stranger.get('/u/edx', page)).headers.get('Location')).toBe('/login?next=/u/edx')
  expect((await stranger.get('/account/settings', page)).headers.get('Location')).toBe(
    '/login?next=/account/settings',
  )
  const browser = await learner(lms)
  expect(await (await browser.get('/u/edx', page)).text()).toContain('This is you.')
  expect(await (await browser.get('/account/settings', page)).text()).toContain('edx@example.com')
  expect((await browser.get('/u/nobody', page)).status).toBe(404)
})
