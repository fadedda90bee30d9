import { expect, test } from 'vitest'
import {
  openControl,
  origin,
  testToken,
  type OpenControl,
} from '../../../../tests/lms-mock/testing/open-control.ts'
import type { Sync } from '../../sync/sync.ts'

const evil = `<script>alert(1)</script>"'><b>`

async function open(lms: OpenControl) {
  const link = await lms.ask('GET', `/mock/?token=${testToken}`)
  const cookie = link.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const look = async (path: string) => await (await lms.ask('GET', path, { Cookie: cookie })).text()
  const token = /name="token" value="([^"]+)"/.exec(await look('/mock/faults'))?.[1] ?? ''
  const send = async (change: string, fields: Record<string, string>) =>
    await lms.ask(
      'POST',
      `/mock/do/${change}`,
      { Cookie: cookie, Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded' },
      new URLSearchParams({ token, back: '/mock/learners', ...fields }).toString(),
    )
  return { look, send }
}

/** Richie is another server: what it says is nobody's here. */
function syncThatHeard(said: string): Sync {
  const at = '2026-11-23T05:00:00Z'
  const attempt = {
    at,
    courseId: said,
    url: said,
    status: 400,
    said,
    attempt: 1,
    outcome: 'refused',
    nextAt: null,
  } as const
  const report = { richie: null, left: 0, accepted: 0, withheld: 0, refused: [], away: null }
  return { attempts: () => [attempt], report: () => report, push: () => undefined, close: () => undefined }
}

test('what people type, and what Richie answers, is shown as text on every page', async () => {
  const lms = openControl({ controlToken: testToken, sync: syncThatHeard(evil) })
  await lms.api('POST', '/learners', { username: 'evil', name: evil, email: evil })
  await lms.api('POST', '/courses/course-v1:edX+DemoX+Demo_Course', { title: evil })
  await lms.api('POST', '/enrollments', {
    username: 'evil',
    course: 'course-v1:edX+DemoX+Demo_Course',
    mode: 'audit',
  })
  await lms.api('POST', '/faults', { faults: [`enrollment-refused-in-words=${evil}`] })
  await lms.ask('GET', `/${evil}?next=${evil}`, { Origin: evil, Referer: evil, Cookie: `${evil}=1` })
  const { look } = await open(lms)
  for (const page of [
    '',
    'learners',
    `learners?contains=${evil}`,
    'courses',
    `enrollments?learner=${evil}`,
    'requests',
    'faults',
    'sync',
  ]) {
    const html = await look(`/mock/${page}`)
    expect(html, page).not.toContain('<script')
    expect(html, page).not.toContain(`"'>`)
  }
  expect(await look('/mock/sync')).toContain('data-name="Richie said">&#60;script&#62;alert(1)')
})

test('faults that are on are shown on every page, with one click to clear them', async () => {
  const lms = openControl()
  lms.faults.turnOn(new Map([['slow', '5']]))
  const { look, send } = await open(lms)
  expect(await look('/mock/courses')).toContain('Faults that are on: <code>slow=5</code>')
  expect(await look('/mock/courses')).toContain('action="/mock/do/clear-faults"')
  await send('clear-faults', {})
  expect(await look('/mock/courses')).not.toContain('Misbehaves')
})

test('a change that can’t be done says why and changes nothing', async () => {
  const lms = openControl()
  const { send } = await open(lms)
  const answer = await send('add-learner', { username: 'edx' })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('A learner with the username edx')
})

test('an edited course run keeps what was left empty empty', async () => {
  const lms = openControl()
  const { send } = await open(lms)
  const course = 'course-v1:edX+DemoX+Demo_Course'
  const dates = { start: '', end: '', enrollmentStart: '2026-01-01T10:30', enrollmentEnd: '' }
  const answer = await send('change-course', { course, ...dates, capacity: '', invitationOnly: 'false' })
  expect(answer.status).toBe(303)
  expect(lms.store.courses.find(course)).toMatchObject({
    start: null,
    enrollmentStart: '2026-01-01T10:30:00Z',
    capacity: null,
    invitationOnly: false,
  })
})

test('a hundred learners are a page, and the next ones are a click away', async () => {
  const lms = openControl()
  lms.store.transaction(() => {
    for (let number = 0; number < 120; number += 1) {
      const username = `learner${number}`
      const account = { username, email: `${username}@example.com`, name: username, password: 'x' }
      lms.store.learners.add({ ...account, staff: false, active: true, yearOfBirth: null }, new Date())
    }
  })
  const { look } = await open(lms)
  const first = await look('/mock/learners')
  const next = /href="([^"]+)">Next 100</.exec(first)?.[1] ?? ''
  expect(first.match(/data-name="Learner"/g)).toHaveLength(100)
  expect((await look(next)).match(/data-name="Learner"/g)).toHaveLength(27)
})

test('resetting needs the tick', async () => {
  const lms = openControl()
  await lms.api('POST', '/learners', { username: 'anna' })
  const { send } = await open(lms)
  expect((await send('reset', {})).status).toBe(400)
  expect(lms.store.learners.byUsername('anna')).toBeDefined()
  expect((await send('reset', { sure: 'yes' })).status).toBe(303)
  expect(lms.store.learners.byUsername('anna')).toBeUndefined()
})
