import { expect, test } from 'vitest'
import {
  Browser,
  enrollment,
  fromRichie,
  type Lms,
  learner,
} from '../../../tests/lms-mock/testing/browser.ts'
import { recordedSettings } from '../../../tests/lms-mock/testing/recorded-settings.ts'
import { createApplication } from '../application.ts'
import { seed } from '../store/seed.ts'
import { openStore } from '../store/store.ts'

const now = new Date('2026-11-23T05:00:00Z')
const courseId = 'course-v1:edX+DemoX'

/** The recorded LMS, and what its log of requests says of the last one, by the control page. */
function watchedLms(changes: object = {}) {
  const settings = recordedSettings(now, { ...changes })
  const store = openStore(':memory:')
  seed(store, settings, now)
  const app = createApplication({ settings, store, now: () => now, controlToken: 'token' })
  const request = async (path: string, init: RequestInit) => await app.request(path, init)
  const lms: Lms = { store, log: [], routes: [], now: now, request, browser: () => new Browser(lms) }
  const verdict = async () => {
    const answer = await app.request('/mock/api/requests', {
      headers: { Authorization: 'Bearer token', Host: 'edx.local.dev:8073' },
    })
    const document = (await answer.json()) as readonly { rule: string | null; why: string | null }[]
    return [document[0]?.rule, document[0]?.why]
  }
  return { lms, verdict }
}

test.each([
  ['Demo_Course', {}, {}, '1.4 row 12', null],
  ['Closed', {}, {}, '1.4 row 10', 'enrolment ended 2020-01-31T00:00:00Z'],
  ['NotYet', {}, {}, '1.4 row 10', 'enrolment starts 2026-12-23T05:00:00Z'],
  ['Full', {}, {}, '1.4 row 10', 'full: 1 of 1 seats taken'],
  ['Invite', {}, {}, '1.4 row 10', 'enrolment is by invitation only'],
  ['VerifiedOnly', {}, {}, '1.4 row 9', 'mode audit or honor is not offered, or has expired'],
  ['Demo_Course', { user: 'other' }, {}, '1.4 row 3', 'edx may not enrol other'],
  ['Modes', { mode: 'verified' }, {}, '1.4 row 4', 'a learner may not choose mode verified'],
  ['Nope', {}, {}, '1.4 row 8', `there is no course ${courseId}+Nope`],
  ['Demo_Course', {}, { 'X-CSRFTOKEN': undefined }, '4.3', 'X-CSRFToken is missing'],
  ['Demo_Course', {}, { 'X-CSRFTOKEN': '' }, '4.3', 'X-CSRFToken is empty: the page had no CSRF cookie'],
  [
    'Demo_Course',
    {},
    { 'X-CSRFTOKEN': 'a'.repeat(32) },
    '4.3',
    'X-CSRFToken is not the value of cookie csrftoken',
  ],
  [
    'Demo_Course',
    {},
    { Origin: 'https://evil.example' },
    '4.3',
    'Origin checking failed - https://evil.example does not match any trusted origins.',
  ],
])('POST %s %o %o: %s, %s', async (course, more, headers, rule, why) => {
  const { lms, verdict } = watchedLms()
  const browser = await learner(lms)
  await browser.enroll(course, more, headers)
  expect(await verdict()).toEqual([rule, why])
})

test.each([
  ['/api/user/v1/me', '2.1 anonymous', 'nobody is logged in: no session cookie was sent'],
  [
    `${enrollment}/edx,${courseId}+Demo_Course`,
    '1.2 anonymous',
    'nobody is logged in: no session cookie was sent',
  ],
  ['/nope', 'no such page', 'release teak has no page at this address'],
])('a stranger asks for %s', async (path, rule, why) => {
  const { lms, verdict } = watchedLms()
  await lms.browser().get(path, fromRichie)
  expect(await verdict()).toEqual([rule, why])
})

test('the session of a visitor is reported apart from a missing one', async () => {
  const { lms, verdict } = watchedLms()
  const browser = lms.browser()
  await browser.get('/login', {})
  await browser.get('/api/user/v1/me')
  expect(await verdict()).toEqual([
    '2.1 anonymous',
    'nobody is logged in: the session belongs to a visitor who has not logged in',
  ])
})

test('a session that has ended is reported apart from a missing one', async () => {
  const { lms, verdict } = watchedLms()
  const browser = await learner(lms)
  await learner(lms)
  browser.cookies.delete('edx-jwt-cookie-signature')
  await browser.get('/api/user/v1/me')
  expect(await verdict()).toEqual([
    '2.1 anonymous',
    'nobody is logged in: the session is unknown or has ended',
  ])
})

test('a wrong password is reported apart from an unknown address', async () => {
  const { lms, verdict } = watchedLms()
  const browser = lms.browser()
  await browser.get('/login_ajax', {})
  const ask = async (body: string) => {
    const headers = {
      Origin: 'https://edx.local.dev:8073',
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-CSRFToken': browser.cookies.get('csrftoken'),
    }
    await browser.post('/login_ajax', headers, body)
    return await verdict()
  }
  expect(await ask('email=edx@example.com&password=no')).toEqual(['3.2', 'wrong password for edx'])
  expect(await ask('email=no@example.com&password=no')).toEqual([
    '3.2',
    'no account has the e-mail address no@example.com',
  ])
  expect(await ask('email=edx@example.com&password=edx')).toEqual(['3.2', null])
})

test.each(['dogwood', 'hawthorn', 'teak'])('the query of a Referer is not shown: %s', async (release) => {
  const { lms, verdict } = watchedLms({ release })
  const browser = await learner(lms)
  const headers = { Origin: undefined, Referer: 'https://evil.example/x?token=hidden and more#hidden' }
  const answer = await browser.enroll('Demo_Course', {}, headers)
  expect(await answer.text()).toContain('token=hidden')
  expect(await verdict()).toEqual([
    '4.3',
    expect.stringMatching(/^Referer checking failed - https:\/\/evil\.example\/x does not match /),
  ])
})

test('the page of the course gives the same reason', async () => {
  const { lms } = watchedLms()
  const browser = await learner(lms)
  const answer = await browser.get(`/courses/${courseId}+Full/info`, { Accept: 'text/html' })
  expect(await answer.text()).toContain('closed to you: full: 1 of 1 seats taken.')
})
