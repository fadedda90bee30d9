import { expect, test } from 'vitest'

import { cookiesSet, ENROLLMENT, FROM_RICHIE, learner, startLms } from '../testing/browser.ts'

const ID = 'course-v1:edX+DemoX'

function refused(username: string, course: string): string {
  return `{"message":"An error occurred while creating the new course enrollment for user '${username}' in course '${ID}+${course}'"}`
}

test.each([
  [
    'row 1, no details',
    'edx',
    'Demo_Course',
    { course_details: undefined },
    400,
    '{"message":"Course ID must be specified to create a new enrollment."}',
  ],
  [
    'row 1, no id',
    'edx',
    'Demo_Course',
    { course_details: {} },
    400,
    '{"message":"Course ID must be specified to create a new enrollment."}',
  ],
  [
    'row 2',
    'edx',
    'Demo_Course',
    { course_details: { course_id: 'nope' } },
    400,
    '{"message":"No course \'nope\' found for enrollment"}',
  ],
  ['row 3', 'edx', 'Demo_Course', { user: 'other' }, 404, ''],
  ['row 3, wrong case', 'edx', 'Demo_Course', { user: 'EDX' }, 404, ''],
  [
    'row 4',
    'edx',
    'Modes',
    { mode: 'verified' },
    403,
    '{"message":"User does not have permission to create enrollment with mode [verified]."}',
  ],
  ['row 5', 'staff', 'Demo_Course', { user: 'nobody' }, 406, '{"message":"The user nobody does not exist."}'],
  [
    'row 7',
    'edx',
    'Demo_Course',
    { is_active: 'x' },
    400,
    '{"message":"\'x\' is an invalid enrollment activation status."}',
  ],
  ['row 8', 'edx', 'Nope', {}, 400, `{"message":"No course '${ID}+Nope' found for enrollment"}`],
  ['row 10, closed', 'edx', 'Closed', { user: 'edx' }, 400, refused('edx', 'Closed')],
  ['row 10, not yet', 'edx', 'NotYet', {}, 400, refused('edx', 'NotYet')],
  ['row 10, invitation only', 'edx', 'Invite', {}, 400, refused('edx', 'Invite')],
  ['row 10, full', 'edx', 'Full', {}, 400, refused('edx', 'Full')],
  ['already enrolled, closed', 'other', 'Closed', {}, 400, refused('other', 'Closed')],
  ['already enrolled, full', 'other', 'Full', {}, 400, refused('other', 'Full')],
  ['staff for others, closed', 'staff', 'Closed', { user: 'fresh' }, 400, refused('fresh', 'Closed')],
])('1.4 %s', async (_, username, course, more, status, body) => {
  const browser = await learner(startLms(), username)
  const answer = await browser.enroll(course, more)
  expect([answer.status, await answer.text()]).toEqual([status, body])
})

test.each([
  ['as Richie asks', 'edx', 'Demo_Course', { user: 'edx' }, { mode: 'audit', is_active: true, user: 'edx' }],
  ['before the start of the course', 'edx', 'Upcoming', {}, { is_active: true }],
  ['after the end of the course', 'edx', 'Archived', {}, { is_active: true }],
  ['honor where it is the only mode', 'edx', 'HonorOnly', {}, { mode: 'honor' }],
  ['inactive from the start', 'edx', 'Dated', { is_active: false }, { is_active: false }],
  ['staff, closed, for themselves', 'staff', 'Closed', {}, { is_active: true, user: 'staff' }],
  ['with an opt-in to mails', 'edx', 'WillClose', { email_opt_in: true }, { is_active: true }],
])('1.4 row 12, %s', async (_, username, course, more, expected) => {
  const answer = await (await learner(startLms(), username)).enroll(course, more)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('Content-Type')).toBe('application/json')
  expect(await answer.json()).toMatchObject(expected)
})

test('enrolling twice gives the same row, and a learner cannot leave by the API', async () => {
  const browser = await learner(startLms())
  const first = await (await browser.enroll('Demo_Course')).text()
  expect(await (await browser.enroll('Demo_Course')).text()).toBe(first)
  expect(await (await browser.enroll('Demo_Course', { is_active: false })).text()).toBe(first)
})

test('the POST sends no CSRF cookies', async () => {
  const answer = await (await learner(startLms())).enroll('Demo_Course')
  expect(cookiesSet(answer)).toEqual([])
})

test('a mode that is not offered shows the course', async () => {
  const answer = await (await learner(startLms())).enroll('VerifiedOnly')
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({
    message: `The [None] course mode is expired or otherwise unavailable for course run [${ID}+VerifiedOnly].`,
    course_details: { course_modes: [{ slug: 'verified', min_price: 49 }] },
  })
})

test('the API key may deactivate, but not with the wrong mode', async () => {
  const lms = startLms()
  await (await learner(lms)).enroll('Modes')
  const key = { 'X-Edx-Api-Key': 'FakeEdXAPIKey', 'Content-Type': 'application/json' }
  const ask = async (more: object) => {
    const body = JSON.stringify({
      user: 'edx',
      course_details: { course_id: `${ID}+Modes` },
      is_active: false,
      ...more,
    })
    return await (await lms.browser().post(ENROLLMENT, key, body)).json()
  }
  expect(await ask({ mode: 'verified' })).toEqual({
    message: "Enrollment mode mismatch: active mode=audit, requested mode=verified. Won't deactivate.",
  })
  expect(await ask({})).toMatchObject({ is_active: false, mode: 'audit' })
})

test.each([
  [
    'broken JSON',
    '{"user":',
    'application/json',
    400,
    '{"detail":"JSON parse error - Expecting value: line 1 column 9 (char 8)"}',
  ],
  ['plain text', 'x', 'text/plain', 415, '{"detail":"Unsupported media type \\"text/plain\\" in request."}'],
  [
    'a form',
    'user=edx',
    'application/x-www-form-urlencoded',
    400,
    '{"message":"Course ID must be specified to create a new enrollment."}',
  ],
])('a body of %s, session only', async (_, body, type, status, text) => {
  const browser = await learner(startLms())
  browser.cookies.delete('edx-jwt-cookie-signature')
  const headers = { ...FROM_RICHIE, 'X-CSRFTOKEN': browser.cookies.get('csrftoken'), 'Content-Type': type }
  const answer = await browser.post(ENROLLMENT, headers, body)
  expect([answer.status, await answer.text()]).toEqual([status, text])
})

test('an array as body fails the platform, with a page and no stack', async () => {
  const lms = startLms()
  const browser = await learner(lms)
  const headers = {
    ...FROM_RICHIE,
    'X-CSRFTOKEN': browser.cookies.get('csrftoken'),
    'Content-Type': 'application/json',
  }
  const answer = await browser.post(ENROLLMENT, headers, '[]')
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('TypeError')
  expect(lms.log).toHaveLength(1)
})

test.each(['PUT', 'DELETE'])('%s is 405', async (method) => {
  const browser = await learner(startLms())
  const answer = await browser.send(method, ENROLLMENT, {
    ...FROM_RICHIE,
    'X-CSRFTOKEN': browser.cookies.get('csrftoken'),
  })
  expect([answer.status, await answer.text()]).toEqual([
    405,
    `{"detail":"Method \\"${method}\\" not allowed."}`,
  ])
  expect(answer.headers.get('Allow')).toBe('GET, POST, HEAD, OPTIONS')
})
