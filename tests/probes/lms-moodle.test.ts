import { expect, test } from 'vitest'
import { connect, find, outcome } from './connection.ts'

/* An LMS that is no Open edX: Richie's browser asks it nothing, its links are its own. */

const moodle = `provider: external, url: 'http://127.0.0.1:PORT', courseLink: '/course/view.php?id={course_id}', courses: [{ id: '42', title: 'Forty-two' }]`
const id42 = /^http:\/\/127\.0\.0\.1:\d+\/course\/view\.php\?id=42$/

test('a page of any kind will do; links, page and settings of Richie are looked at, and nothing of Open edX', async () => {
  const { check, lms } = await connect({ spec: moodle, served: 'release: teak' })
  lms.answer(() => new Response('<h1>Our Moodle</h1>', { status: 404 }))
  const findings = await check({ learners: { edx: { email: 'a@example.com', password: 'b' } } })
  expect(outcome(findings)).toEqual({ failed: [], warned: [] })
  const looked = findings.filter(({ status }) => status === 'ok').map(({ id }) => id)
  expect(looked).toEqual([
    'lms-endpoint',
    'lms-backend',
    'lms-regex',
    'course-links',
    'course-page',
    'heartbeat',
  ])
  expect(find(findings, 'heartbeat').says).toBe('GET / answers 404')
  expect(find(findings, 'course-page').evidence.at(-1)?.replace('resource_link ', '')).toMatch(id42)
  const reasons = new Set(findings.filter(({ status }) => status === 'skipped').map(({ says }) => says))
  expect([...reasons].toSorted()).toEqual([
    'Richie does not call it: backend base',
    "it sends no course runs: its course links are not Open edX's",
    'not a container of this environment: provider external',
    'not a mock: provider external',
  ])
  expect(lms.calls).toEqual(['GET /'])
})

test.each([500, 503])('one that answers %i fails', async (status) => {
  const { check, lms } = await connect({ spec: moodle, served: 'release: teak' })
  lms.answer(() => new Response('<h1>Maintenance</h1>', { status }))
  const found = find(await check({}, ['heartbeat']), 'heartbeat')
  expect(found).toMatchObject({ status: 'fail', says: `GET / answers ${status}, "Maintenance"` })
})

test('a run on the page whose query names another course has to be corrected by hand', async () => {
  const link = (port: number) => `http://127.0.0.1:${port}/course/view.php?id=42&section=1`
  const first = await connect({ spec: moodle, served: 'release: teak' })
  const { check } = await connect({
    spec: moodle.replace('PORT', String(first.lms.port)),
    served: 'release: teak',
    richie: { link: link(first.lms.port) },
  })
  const found = find(await check({}, ['course-page']), 'course-page')
  expect(found.status).toBe('fail')
  expect(found.fix[0]?.says).toMatch(/^Correct the field "resource link"/)
})
