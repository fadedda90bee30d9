import { expect, test } from 'vitest'
import { coursePage } from '../../browser/course-page.ts'
import { describeEnvironment } from '../../browser/environment.ts'
import { inChromium } from '../../browser/visit.ts'

const { richie, lms, backend } = await describeEnvironment()

test(
  'by default logging in and enrolling are faked in the browser',
  inChromium(async ({ page, exchanges }) => {
    expect(backend, 'the name that Richie has for base').toBe('dummy')
    await page.goto(richie + coursePage.demonstration)
    await coursePage.logInToEnroll(page).waitFor()
    await coursePage.logIn(page).click()
    await coursePage.userMenu(page, 'admin').waitFor()
    await coursePage.enroll(page).click()
    await coursePage.enrolled(page).waitFor()
    await page
      .locator(`a[href="${lms}/courses/course-v1:edX+DemoX+Demo_Course/info"]`, { hasText: 'Go to course' })
      .waitFor()

    // Richie writes what it knows down half a second later; a reload before that is faster than any person.
    await page.waitForFunction(`sessionStorage.RICHIE_PERSISTED_QUERIES?.includes('"is_active":true')`)
    await page.reload()
    await coursePage.userMenu(page, 'admin').waitFor()
    await coursePage.enrolled(page).waitFor()
    const asked = exchanges.filter((exchange) => exchange.url.startsWith(lms))
    expect(asked, 'the LMS was asked').toEqual([])

    await coursePage.userMenu(page, 'admin').click()
    await coursePage.logOut(page).click()
    await coursePage.logInToEnroll(page).waitFor()
  }),
)
