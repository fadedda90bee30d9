import { assert, asyncProperty, constantFrom, dictionary, jsonValue, string } from 'fast-check'
import { expect, test } from 'vitest'
import { openControl, type OpenControl } from '../../../tests/lms-mock/testing/open-control.ts'
import { isPassword } from '../store/passwords.ts'
import { allChanges } from './changes.ts'

const demo = 'course-v1:edX+DemoX+Demo_Course'
const atDemo = `/courses/${encodeURIComponent(demo)}`

async function done(lms: OpenControl, method: string, path: string, body?: object): Promise<void> {
  expect(await lms.api(method, path, body)).toEqual({ status: 200, body: { done: true } })
}

test('the index names every report and change', async () => {
  const { body } = await openControl().api('GET', '/')
  const { resources } = body as { resources: { method: string; path: string; what: string }[] }
  expect(resources.map(({ method, path }) => `${method} ${path}`)).toContain('DELETE /faults')
  expect(resources).toHaveLength(7 + Object.keys(allChanges).length)
})

test('the fields of a change are in its description', () => {
  for (const { what, fields } of Object.values(allChanges))
    expect(fields.filter((name) => !what.includes(name))).toEqual([])
})

test('the overview says where and how much, and holds the link', async () => {
  expect((await openControl().api('GET', '/overview')).body).toMatchObject({
    key: 'edx',
    release: 'teak',
    control: 'https://edx.local.dev:8073/mock/?token=a-token',
    learners: 7,
    enrollments: 4,
    faults: [],
  })
})

test('a learner is added, with what was not said following from the username', async () => {
  const lms = openControl()
  await done(lms, 'POST', '/learners', { username: 'anna', staff: true })
  const anna = lms.store.learners.byUsername('anna')
  expect(anna).toMatchObject({ email: 'anna@example.com', name: 'anna', isStaff: true, isActive: true })
  expect(isPassword('anna', anna?.password ?? '')).toBe(true)
})

test.each([
  ['POST', '/learners', { username: 'edx' }, 409],
  ['POST', '/learners', { username: 'edx2', email: 'EDX@example.com' }, 409],
  ['POST', '/learners', { username: 'a b' }, 400],
  ['POST', '/learners', {}, 400],
  ['POST', '/learners', { username: 'anna', pasword: 'x' }, 400],
  ['POST', '/learners/edx', { is_staff: true }, 400],
  ['POST', atDemo, { enrollment_end: '2030-01-01' }, 400],
  ['POST', atDemo, { course: 'another' }, 400],
  ['DELETE', '/faults', { fault: ['slow'] }, 400],
  ['DELETE', '/requests', { sure: 'yes' }, 400],
  ['POST', '/learners/nobody', { staff: true }, 404],
  ['POST', '/learners/edx', { staff: 'perhaps' }, 400],
  ['POST', '/courses/nothing', { state: 'open' }, 404],
  ['POST', atDemo, { state: 'ajar' }, 400],
  ['POST', atDemo, { capacity: -1 }, 400],
  ['POST', atDemo, { start: 'soon' }, 400],
  ['POST', atDemo, { start: '2030-01-01', end: '2029-01-01' }, 400],
  ['DELETE', '/enrollments', { username: 'fresh', course: demo }, 404],
  ['POST', '/faults', { faults: ['slwo'] }, 400],
  ['POST', '/faults', { faults: 'slow' }, 400],
  ['POST', '/faults', {}, 400],
  ['POST', '/reset', {}, 400],
  ['POST', '/nothing', {}, 404],
  ['GET', '/nothing', undefined, 404],
])('%s %s with %o is refused in words', async (method, path, body, status) => {
  const lms = openControl()
  expect(await lms.api(method, path, body)).toEqual({ status, body: { problem: expect.any(String) } })
  expect(lms.log).toEqual([])
})

test('a learner becomes staff, gets a new password, and is logged out everywhere', async () => {
  const lms = openControl()
  const { learners, sessions } = lms.store
  const id = learners.byUsername('edx')?.id ?? 0
  learners.change(id, { failedLogins: 6, lockedUntil: '2030-01-01T00:00:00Z' })
  const key = sessions.create(id, 3600, new Date())
  await done(lms, 'POST', '/learners/edx', { staff: true, password: 'new' })
  await done(lms, 'DELETE', '/learners/edx/sessions')
  expect(learners.byUsername('edx')).toMatchObject({ isStaff: true, failedLogins: 0, lockedUntil: null })
  expect(isPassword('new', learners.byUsername('edx')?.password ?? '')).toBe(true)
  expect(sessions.find(key, new Date())).toBeUndefined()
})

test('a course run changes, is synced to Richie, and can be restored', async () => {
  const lms = openControl()
  const before = lms.store.courses.find(demo)
  await done(lms, 'POST', atDemo, { capacity: 5, enrollmentEnd: '2027-01-31T09:00', invitationOnly: 'true' })
  expect(lms.store.courses.find(demo)).toEqual({
    ...before,
    capacity: 5,
    enrollmentEnd: '2027-01-31T09:00:00Z',
    invitationOnly: true,
  })
  await done(lms, 'DELETE', atDemo)
  expect(lms.store.courses.find(demo)).toEqual(before)
  expect(lms.pushed).toEqual([demo, demo])
})

test('a full run is one whose places are taken', async () => {
  const lms = openControl()
  await done(lms, 'POST', atDemo, { state: 'full' })
  const { body } = await lms.api('GET', '/courses')
  expect(body).toContainEqual(expect.objectContaining({ id: demo, state: 'full', taken: 1, capacity: 1 }))
})

test('enrolling works whatever the state of the run, and unenrolling keeps the row', async () => {
  const lms = openControl()
  const course = 'course-v1:edX+DemoX+Closed'
  await done(lms, 'POST', '/enrollments', { username: 'edx', course })
  await done(lms, 'DELETE', '/enrollments', { username: 'edx', course })
  expect((await lms.api('GET', '/enrollments?learner=edx')).body).toMatchObject({
    enrollments: [{ username: 'edx', course, mode: 'audit', active: false }],
    next: null,
  })
})

test('faults are turned on with parameters and off by name', async () => {
  const lms = openControl()
  await done(lms, 'POST', '/faults', { faults: ['slow=7', 'throttled'] })
  expect(Object.fromEntries(lms.faults.active())).toEqual({ slow: '7', throttled: '40' })
  await done(lms, 'DELETE', '/faults', { faults: ['slow'] })
  expect(Object.fromEntries(lms.faults.active())).toEqual({ throttled: '40' })
  await done(lms, 'DELETE', '/faults')
  expect(lms.faults.active().size).toBe(0)
})

test('one run is synced to Richie, or all are', async () => {
  const lms = openControl()
  await done(lms, 'POST', '/sync', { course: demo })
  await done(lms, 'POST', '/sync')
  expect(lms.pushed).toEqual([demo, undefined])
})

test('the report of the sync comes with the last attempts', async () => {
  const { body } = await openControl().api('GET', '/sync')
  expect(body).toMatchObject({ report: { left: 0, refused: [] }, attempts: [] })
})

test('a reset makes all as the spec says', async () => {
  const lms = openControl()
  const reports = async () =>
    await Promise.all(['/overview', '/courses', '/requests'].map((path) => lms.api('GET', path)))
  const before = await reports()
  await done(lms, 'POST', '/learners', { username: 'anna' })
  await done(lms, 'POST', '/enrollments', { username: 'anna', course: demo })
  await done(lms, 'POST', atDemo, { state: 'archived' })
  await done(lms, 'POST', '/faults', { faults: ['dropped'] })
  await lms.ask('GET', '/courses')
  await done(lms, 'POST', '/reset', { sure: 'yes' })
  expect(await reports()).toEqual(before)
})

test('no fields, whatever they hold, break a change', async () => {
  const lms = openControl()
  const changes = constantFrom(...Object.values(allChanges))
  const names = constantFrom(
    'username',
    'course',
    'email',
    'state',
    'start',
    'capacity',
    'faults',
    'name',
    'sure',
    'mode',
  )
  await assert(
    asyncProperty(changes, string(), dictionary(names, jsonValue()), async ({ method, path }, part, body) => {
      const place = path.replace(/:\w+/, encodeURIComponent(part) || 'x')
      const { status } = await lms.api(method, place, body)
      expect([200, 400, 404, 409]).toContain(status)
    }),
    { numRuns: 300 },
  )
  expect(lms.log).toEqual([])
})
