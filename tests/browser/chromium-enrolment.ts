import { expect } from 'vitest'
import { coursePage, goToCourse } from './course-page.ts'
import type { Environment } from './environment.ts'
import { signIn } from './learner.ts'
import type { Visit } from './visit.ts'

const courseId = 'course-v1:edX+DemoX+Demo_Course'

/**
 * The whole way of a learner: an anonymous course page, log in at the LMS, back on the same page, enrol by the
 * cross-origin call, still enrolled in a new tab and after a reload, into the course, log out.
 */
export async function enrolInChromium(
  { page, newTab, exchanges, consoleErrors }: Visit,
  environment: Environment,
): Promise<void> {
  const { richie, lms } = environment
  // The older address says the learner's name, too, and Richie 3.5.1 shows it.
  const [me, shown] =
    environment.backend === 'openedx-dogwood'
      ? ['/api/mobile/v0.5/my_user_info', 'Demo Learner']
      : ['/api/user/v1/me', 'edx']
  const demonstration = richie + coursePage.demonstration
  await page.goto(demonstration)
  await coursePage.logInToEnroll(page).waitFor()
  await coursePage.logIn(page).click()
  await page.waitForURL(`${lms}/login?**`)
  await signIn(page, environment)
  await page.waitForURL(demonstration)
  await coursePage.userMenu(page, shown).waitFor()

  const before = exchanges.length
  await coursePage.enroll(page).click()
  await coursePage.enrolled(page).waitFor()
  // The preflight is sent first; Chromium may report it second.
  const calls = exchanges
    .slice(before)
    .filter(({ url }) => url === `${lms}/api/enrollment/v1/enrollment`)
    .toSorted((a, b) => a.method.localeCompare(b.method))
  expect(calls.map(({ method, status }) => `${method} ${status}`)).toEqual(['OPTIONS 200', 'POST 200'])
  const [preflight, post] = calls
  expect(preflight?.requestHeaders['access-control-request-headers']).toBe('content-type,x-csrftoken')
  expect(preflight?.headers).toMatchObject({
    'access-control-allow-origin': richie,
    'access-control-allow-credentials': 'true',
  })
  expect(post?.requestHeaders['x-csrftoken']).toMatch(/^\w{32,64}$/)
  expect(post?.headers['access-control-allow-origin']).toBe(richie)

  // A tab of its own asks the LMS; this one would believe its sessionStorage, over a reload too.
  const tab = await newTab()
  await tab.goto(demonstration)
  await coursePage.userMenu(tab, shown).waitFor()
  await coursePage.enrolled(tab).waitFor()
  expect(consoleErrors.filter((line) => !(line.includes('401') && line.includes(me)))).toEqual([])
  // Asked by a script of the LMS: to a person who goes there the older releases show a page.
  const api = await newTab()
  await api.goto(`${lms}/dashboard`)
  const enrollment = `/api/enrollment/v1/enrollment/edx,${courseId}`
  expect(await api.evaluate(`fetch('${enrollment}').then((answer) => answer.json())`)).toMatchObject({
    user: 'edx',
    is_active: true,
  })

  await goToCourse(tab, courseId)
  await tab.waitForURL(`${lms}/courses/${courseId}/info`)
  await tab.getByText('You are enrolled in this course.').waitFor()
  await coursePage.userMenu(page, shown).click()
  await coursePage.logOut(page).click()
  await coursePage.logInToEnroll(page).waitFor()
  const afterwards = await newTab()
  await afterwards.goto(demonstration)
  await coursePage.logIn(afterwards).waitFor()
  expect((await api.goto(lms + me))?.status()).toBe(401)
}
