import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { learner, startLms } from '../testing/browser.ts'
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
  for (const [name, value] of browser.cookies) {
    again.cookies.set(name, value)
  }
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
