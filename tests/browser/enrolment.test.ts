import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { coursePage } from './course-page.ts'
import { describeEnvironment, wireOverHttp, type Environment } from './environment.ts'
import { enrolInFirefox } from './firefox-enrolment.ts'
import { signIn, unenrollEverywhere } from './learner.ts'
import { inChromium, inFirefox } from './visit.ts'

let environment: Environment
const cookieDomain = () => new URL(environment.richie).hostname.replace(/^richie/, '')
let putBack: (() => Promise<void>) | undefined
const courseId = 'course-v1:edX+DemoX+Demo_Course'

beforeAll(async () => {
  putBack = await wireOverHttp('openedx-hawthorn')
  environment = await describeEnvironment()
  expect(environment.backend).toBe('openedx-hawthorn')
})
afterAll(async () => putBack?.())

describe('enrolling at the LMS over http', () => {
  beforeEach(() => unenrollEverywhere(environment))

  test(
    'log in, enrol, still enrolled in a new tab, log out, in Chromium',
    inChromium(async ({ page, newTab, exchanges, consoleErrors }) => {
      const { richie, lms } = environment
      const demonstration = richie + coursePage.demonstration
      await page.goto(demonstration)
      await coursePage.logInToEnroll(page).waitFor()
      await coursePage.logIn(page).click()
      await page.waitForURL(`${lms}/login?**`)
      await signIn(page, environment)
      await page.waitForURL(demonstration)
      await coursePage.userMenu(page, 'edx').waitFor()

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
      await coursePage.userMenu(tab, 'edx').waitFor()
      await coursePage.enrolled(tab).waitFor()
      expect(consoleErrors.filter((line) => !/401.*\/api\/user\/v1\/me/.test(line))).toEqual([])
      const api = await newTab()
      await api.goto(`${lms}/api/enrollment/v1/enrollment/edx,${courseId}`)
      expect(JSON.parse(await api.locator('body').innerText())).toMatchObject({
        user: 'edx',
        is_active: true,
      })

      // In a tab that has just asked the LMS, Richie 3.5.1 itself leaves "Go to course" without its address.
      await tab.reload()
      await coursePage.goToCourse(tab).click()
      await tab.waitForURL(`${lms}/courses/${courseId}/info`)
      await tab.getByText('You are enrolled in this course.').waitFor()
      await coursePage.userMenu(page, 'edx').click()
      await coursePage.logOut(page).click()
      await coursePage.logInToEnroll(page).waitFor()
      const afterwards = await newTab()
      await afterwards.goto(demonstration)
      await coursePage.logIn(afterwards).waitFor()
      expect((await api.goto(`${lms}/api/user/v1/me`))?.status()).toBe(401)
    }),
  )

  test(
    'a course that starts later can be enrolled in, and not entered yet',
    inChromium(async ({ page }) => {
      await page.goto(`${environment.lms}/login`)
      await signIn(page, environment)
      await page.getByRole('heading', { name: 'Your courses' }).waitFor()
      await page.goto(`${environment.richie}/en/courses/starts-later-open-already/`)
      await coursePage.enroll(page).click()
      await coursePage.enrolled(page).waitFor()
      expect(await coursePage.goToCourse(page).count()).toBe(0)
    }),
  )

  test.for(['full-course', 'by-invitation-only'])(
    'the LMS refuses, and the page says so: %s',
    (slug, context) =>
      inChromium(async ({ page, exchanges }) => {
        await page.goto(`${environment.lms}/login`)
        await signIn(page, environment)
        await page.getByRole('heading', { name: 'Your courses' }).waitFor()
        await page.goto(`${environment.richie}/en/courses/${slug}/`)
        await coursePage.enroll(page).click()
        await page.getByText('Your enrollment request failed.').waitFor()
        const posts = exchanges.filter(({ method, url }) => method === 'POST' && url.endsWith('/enrollment'))
        expect(posts.map(({ status }) => status)).toEqual([expect.toBeOneOf([400, 403])])
        expect(await coursePage.enrolled(page).count()).toBe(0)
      })(context),
  )

  test(
    'log in, enrol, still enrolled in a new tab, in Firefox',
    inFirefox(async (visit) => {
      await enrolInFirefox(visit, environment)
      const cookies = await visit.page.browser().cookies()
      expect(cookies.find(({ name }) => name === 'edx_csrf_token')?.domain).toBe(cookieDomain())
    }),
  )
})

test.for([
  ['running-enrolment-closed', /^Ongoing/],
  ['archived-course', /^Archived/],
  ['opens-for-enrolment-later', /^Upcoming/],
] as const)('%s offers no button', ([slug, heading], context) =>
  inChromium(async ({ page }) => {
    await page.goto(`${environment.richie}/en/courses/${slug}/`)
    await page.getByText('No opened course runs').waitFor()
    await page.getByRole('heading', { name: heading, level: 3 }).waitFor()
    await coursePage.logIn(page).waitFor()
    expect(await coursePage.enroll(page).or(coursePage.logInToEnroll(page)).count()).toBe(0)
  })(context),
)
