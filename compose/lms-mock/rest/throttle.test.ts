import { expect, test } from 'vitest'
import {
  enrollment,
  fromLms,
  fromRichie,
  learner,
  startLms,
} from '../../../tests/lms-mock/testing/browser.ts'

const me = '/api/user/v1/me'

async function calls(username: string, count: number, settings = {}, path = enrollment, fault = 'throttled') {
  const lms = startLms(settings)
  const browser = lms.browser()
  await browser.get('/login', {})
  const form = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'X-CSRFToken': browser.cookies.get('csrftoken'),
  }
  // The address that every release has.
  const login = `email=${username}%40example.com&password=${username}`
  await browser.post('/login_ajax', { ...fromLms, ...form }, login)
  const answers = []
  for (let call = 0; call < count; call += 1)
    answers.push(await browser.get(path, { ...fromRichie, 'X-Mock-Fault': fault }))
  return { lms, browser, answers, statuses: answers.map(({ status }) => status) }
}

test('the 41st call of a learner within a minute is refused as Django REST framework does', async () => {
  const { answers, statuses } = await calls('edx', 41)
  const last = answers.at(-1) as Response
  expect(statuses.indexOf(429)).toBe(40)
  expect([last.headers.get('retry-after'), last.headers.get('access-control-allow-origin')]).toEqual([
    '60',
    fromRichie.Origin,
  ])
  expect(await last.json()).toEqual({ detail: 'Request was throttled. Expected available in 60 seconds.' })
})

test('the minute slides: it says how long, and then the call is allowed', async () => {
  const { lms, browser } = await calls('edx', 2, {}, enrollment, 'throttled=2')
  const ask = async () => await browser.get(enrollment, { ...fromRichie, 'X-Mock-Fault': 'throttled=2' })
  lms.now = new Date(lms.now.getTime() + 59_000)
  expect(await (await ask()).json()).toEqual({
    detail: 'Request was throttled. Expected available in 1 second.',
  })
  lms.now = new Date(lms.now.getTime() + 1_000)
  expect((await ask()).status).toBe(200)
})

test.each([
  ['dogwood', 'staff', 3, '59.0'],
  ['hawthorn', 'staff', 9, '59.0'],
  ['teak', 'staff', 9, '59'],
  ['dogwood', 'edx', 3, '59.0'],
])('on %s %s has %i calls where a learner has 3', async (release, username, allowed, seconds) => {
  const { lms, browser, statuses } = await calls(username, allowed, { release }, enrollment, 'throttled=3')
  expect(statuses).not.toContain(429)
  lms.now = new Date(lms.now.getTime() + 1_000)
  const answer = await browser.get(enrollment, { ...fromRichie, 'X-Mock-Fault': 'throttled=3' })
  expect(await answer.json()).toEqual({
    detail: `Request was throttled. Expected available in ${seconds} seconds.`,
  })
})

test('only the enrollment API is throttled', async () => {
  const { statuses } = await calls('edx', 5, {}, me, 'throttled=1')
  expect(statuses).not.toContain(429)
})

test('learners do not share their calls, and a refused one counts for nothing', async () => {
  const { lms, statuses } = await calls('edx', 4, {}, enrollment, 'throttled=2')
  expect(statuses).toEqual([200, 200, 429, 429])
  const other = await learner(lms, 'other')
  expect((await other.get(enrollment, { ...fromRichie, 'X-Mock-Fault': 'throttled=2' })).status).toBe(200)
})

test('the API key is exempt, and so is who is not known at all: 401 comes first', async () => {
  const lms = startLms({ apiKey: 'key' })
  const ask = async (headers: Record<string, string>) =>
    (await lms.browser().get(enrollment, { ...headers, 'X-Mock-Fault': 'throttled=0' })).status
  expect(await ask({ 'X-Edx-Api-Key': 'key' })).toBe(200)
  expect(await ask({})).toBe(401)
})

test('without the fault nobody is throttled', async () => {
  const { statuses } = await calls('edx', 45, {}, enrollment, 'slow=0')
  expect(statuses).not.toContain(429)
})
