import { expect, test } from 'vitest'
import { type Browser, fromRichie, learner, startLms } from '../../../tests/lms-mock/testing/browser.ts'

const allowedPath = '/api/enrollment/v1/enrollment_allowed/'
const courseId = 'course-v1:edX+DemoX+Invite'

async function ask(browser: Browser, method: string, body: object): Promise<[number, unknown]> {
  const token = { 'X-CSRFTOKEN': browser.cookies.get('csrftoken'), 'Content-Type': 'application/json' }
  const answer = await browser.send(method, allowedPath, { ...fromRichie, ...token }, JSON.stringify(body))
  const text = await answer.text()
  return [answer.status, text === '' ? '' : JSON.parse(text)]
}

test('staff let an e-mail address into a course by invitation, and out again', async () => {
  const lms = startLms()
  const staff = await learner(lms, 'staff')
  const edx = await learner(lms)
  const wish = { email: 'edx@example.com', course_id: courseId, auto_enroll: true }
  expect((await edx.enroll('Invite')).status).toBe(400)
  expect(await ask(staff, 'POST', wish)).toMatchObject([201, { ...wish, user: 1 }])
  expect((await edx.enroll('Invite')).status).toBe(200)
  expect(await (await staff.get(`${allowedPath}?email=edx@example.com`)).json()).toMatchObject([wish])
  expect(await ask(staff, 'POST', wish)).toEqual([
    409,
    { message: `An enrollment allowed with email edx@example.com and course ${courseId} already exists.` },
  ])
  expect(await ask(staff, 'DELETE', wish)).toEqual([204, ''])
  expect((await ask(staff, 'DELETE', wish))[0]).toBe(404)
  expect((await edx.enroll('Invite')).status).toBe(400)
})

test('who is let in still finds a full course full', async () => {
  const lms = startLms()
  const course = 'course-v1:edX+DemoX+Full'
  await ask(await learner(lms, 'staff'), 'POST', { email: 'edx@example.com', course_id: course })
  expect((await (await learner(lms)).enroll('Full')).status).toBe(400)
})

test.each([
  ['nothing', {}, { email: ['This field is required.'], course_id: ['This field is required.'] }],
  ['no course', { email: 'e@example.com' }, { course_id: ['This field is required.'] }],
  [
    'no course key',
    { email: 'e@example.com', course_id: 'nope' },
    { course_id: ['Invalid course key: nope'] },
  ],
])('%s is a 400', async (_, body, problems) => {
  expect(await ask(await learner(startLms(), 'staff'), 'POST', body)).toEqual([400, problems])
})

test.each([
  ['a learner', 'edx', 403],
  ['staff', 'staff', 200],
])('%s asks who is let in', async (_, username, status) => {
  expect((await (await learner(startLms(), username)).get(allowedPath)).status).toBe(status)
})

test.each([
  ['dogwood', 'staff', 404, 'This LMS has no page at'],
  ['hawthorn', 'staff', 401, 'credentials were not provided'],
  ['teak', 'edx', 403, 'do not have permission'],
  ['teak', 'staff', 404, '"No retirement request status for username."'],
])('on %s %s cannot make the platform forget a learner', async (release, username, status, body) => {
  const browser = await learner(startLms({ release }), username)
  const headers = { 'X-CSRFTOKEN': browser.cookies.get('csrftoken'), 'Content-Type': 'application/json' }
  const path = '/api/enrollment/v1/unenroll/'
  const answer = await browser.post(path, { ...fromRichie, ...headers }, '{"username":"edx"}')
  expect(answer.status).toBe(status)
  expect(await answer.text()).toContain(body)
})
