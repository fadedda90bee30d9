import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { learner, startLms } from '../../../tests/lms-mock/testing/browser.ts'
import { recordedSettings } from '../../../tests/lms-mock/testing/recorded-settings.ts'
import { reset } from './seed.ts'
import { openStore } from './store.ts'

test('sessions and enrollments survive a restart, settings win for what they define', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lms-mock-'))
  const path = join(folder, 'lms.sqlite3')
  const before = startLms({}, openStore(path))
  const browser = await learner(before)
  await browser.enroll('Demo_Course')
  const { id } = before.store.learners.byUsername('edx') ?? { id: 0 }
  before.store.learners.change(id, { name: 'Changed' })
  before.store.close()

  const after = startLms({}, openStore(path))
  const again = after.browser()
  for (const [name, value] of browser.cookies) again.cookies.set(name, value)
  again.cookies.delete('edx-jwt-cookie-signature')
  expect(await (await again.get('/api/user/v1/me')).json()).toEqual({ username: 'edx' })
  expect(await (await again.get('/api/enrollment/v1/enrollment')).json()).toHaveLength(1)
  expect(after.store.learners.byUsername('edx')?.name).toBe('Eddy Ex')
  after.store.close()
  rmSync(folder, { recursive: true })
})

test('a course that leaves the settings is gone, and its enrollments come back with it', async () => {
  const store = openStore(':memory:')
  const browser = await learner(startLms({}, store))
  await browser.enroll('Demo_Course')
  startLms({ courses: [] }, store)
  expect(await (await browser.get('/api/enrollment/v1/enrollment')).json()).toEqual([])
  startLms({}, store)
  expect(await (await browser.get('/api/enrollment/v1/enrollment')).json()).toHaveLength(1)
})

test('a learner of the settings gets the e-mail address that somebody had registered', () => {
  const store = openStore(':memory:')
  const squatter = {
    username: 'squatter',
    email: 'edx@example.com',
    name: 'S',
    password: 's',
    staff: false,
    active: true,
    yearOfBirth: null,
  }
  store.learners.add(squatter, new Date())
  startLms({}, store)
  expect(store.learners.byEmail('edx@example.com')?.username).toBe('edx')
  expect(store.learners.byUsername('squatter')?.email).toBe('squatter@replaced.invalid')
})

test('a reset leaves what the settings say, and the signing secret', async () => {
  const lms = startLms()
  const browser = await learner(lms)
  await browser.enroll('Demo_Course')
  const { store } = lms
  const before = store.learners.byUsername('edx')?.id ?? 0
  store.courses.override('course-v1:edX+DemoX+Modes', { capacity: 1 })
  const joiner = { username: 'new', email: 'n@example.com', name: 'N', password: 'n' }
  store.learners.add({ ...joiner, staff: false, active: true, yearOfBirth: null }, lms.now)

  const { secret } = store
  reset(store, recordedSettings(lms.now), lms.now)
  expect(store.secret).toBe(secret)
  expect(store.learners.page(0, 99).map(({ username }) => username)).toEqual([
    'edx',
    'admin',
    'staff',
    'other',
    'fresh',
    'mob',
    'sleepy',
  ])
  expect(store.enrollments.total()).toBe(4)
  expect(store.courses.find('course-v1:edX+DemoX+Modes')?.capacity).toBeNull()
  expect((await browser.get('/api/user/v1/me')).status).toBe(401)
  expect(store.learners.byUsername('edx')?.id).toBeGreaterThan(before)
})
