import { expect, test } from 'vitest'
import { learner, startLms } from '../../../tests/lms-mock/testing/browser.ts'
import { parseEnrollmentPath } from './course-key.ts'

const course = 'course-v1:edX+DemoX+Demo_Course'

test.each([
  [course, { username: undefined, courseId: course }],
  [`edx,${course}`, { username: 'edx', courseId: course }],
  [`élève_٣,${course}`, { username: 'élève_٣', courseId: course }],
  ['edx,nothing', undefined],
])('%s is read', (text, parsed) => {
  expect(parseEnrollmentPath(text)).toEqual(parsed)
})

test('a learner whose name is not of ASCII is found at every address that names one', async () => {
  const lms = startLms()
  const username = 'élève'
  const person = { username, email: 'x@example.com', name: 'X', password: 'x' }
  lms.store.learners.add({ ...person, staff: false, active: true, yearOfBirth: null }, lms.now)
  const browser = await learner(lms, 'admin')
  for (const path of [
    '/api/user/v1/accounts/',
    '/api/user/v1/preferences/',
    '/api/mobile/v0.5/users/',
    '/u/',
    '/api/enrollment/v1/enrollment/',
  ]) {
    const rest = path.endsWith('enrollment/') ? `,${course}` : ''
    const answer = await browser.get(`${path}${encodeURIComponent(username)}${rest}`)
    expect([path, answer.status]).not.toEqual([path, 404])
    const odd = await browser.get(`${path}${encodeURIComponent('a b')}${rest}`)
    expect([path, odd.status]).toEqual([path, 404])
  }
})
