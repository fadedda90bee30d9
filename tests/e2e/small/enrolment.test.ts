import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enrolInChromium } from '../../browser/chromium-enrolment.ts'
import { coursePage } from '../../browser/course-page.ts'
import { describeEnvironment, wireOverHttp, type Environment } from '../../browser/environment.ts'
import { enrolInFirefox } from '../../browser/firefox-enrolment.ts'
import { signIn, unenrollEverywhere } from '../../browser/learner.ts'
import { inChromium, inFirefox } from '../../browser/visit.ts'

let environment: Environment
const cookieDomain = () => new URL(environment.richie).hostname.replace(/^richie/, '')
let putBack: (() => Promise<void>) | undefined

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
    inChromium((visit) => enrolInChromium(visit, environment)),
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
