import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { coursePage } from './course-page.ts'
import { checkout, describeEnvironment, wireOverHttp, type Environment } from './environment.ts'
import { logInWithoutCourses } from './learner.ts'
import { inChromium, keepScreenshot } from './visit.ts'

/*
 * What a learner sees of each fault on a course page of real Richie, and that all is well once it is cleared. How the page
 * is then stands in tests/artifacts/fault-*.png.
 */

let environment: Environment
let putBack: (() => Promise<void>) | undefined
beforeAll(async () => {
  putBack = await wireOverHttp('openedx-hawthorn')
  environment = await describeEnvironment()
})
afterAll(async () => putBack?.())
afterEach(() => fault('--clear'))

const takenForAnonymous = 'Log in to enroll'
const failed = 'Your enrollment request failed.'

type Row = {
  /** What stands where the button is, when the learner comes to the page. */
  readonly opened: string
  /** What stands there after pressing `Enroll now`. */
  readonly pressed?: string
  readonly isEnrolled?: true
}
const rows: Readonly<Record<string, Row>> = {
  'slow=4000': { opened: 'Loading enrollment information...' },
  dropped: { opened: takenForAnonymous },
  maintenance: { opened: takenForAnonymous },
  'cors-origin-refused': { opened: takenForAnonymous },
  'server-error': { opened: takenForAnonymous },
  'session-expired': { opened: takenForAnonymous },
  'throttled=0': { opened: 'Enrollment fetching failed' },
  'csrf-origin-refused': { opened: 'Enroll now', pressed: failed },
  'csrf-cookie-withheld': { opened: 'Enroll now', pressed: failed },
  'enrollment-refused': { opened: 'Enroll now', pressed: failed },
  'enrollment-refused-in-words=Come in May.': { opened: 'Enroll now', pressed: 'Come in May.' },
  'wrong-content-type': { isEnrolled: true, opened: 'Enroll now', pressed: 'You are enrolled' },
  'charset-suffix': { isEnrolled: true, opened: 'Enroll now', pressed: 'You are enrolled' },
}

test.for(Object.entries(rows))('a learner meets %s', ([name, { opened, pressed, isEnrolled }], context) =>
  inChromium(async ({ page, newTab }) => {
    await logInWithoutCourses(page, environment)
    if (isEnrolled) await enroll(await newTab())

    await fault(name)
    const tab = await newTab()
    await open(tab)
    await tab.getByText(opened).waitFor()
    await keepScreenshot(tab, `fault-${name}`)
    if (pressed !== undefined) {
      await coursePage.enroll(tab).click()
      await tab.getByText(pressed).waitFor()
      await keepScreenshot(tab, `fault-${name}-pressed`)
    }
    expect(await coursePage.enrolled(tab).count()).toBe(pressed?.startsWith('You are') ? 1 : 0)

    await fault('--clear')
    const healthy = await newTab()
    if (isEnrolled) await open(healthy)
    else await enroll(healthy)
    await coursePage.enrolled(healthy).waitFor()
  })(context),
)

/** In a tab of its own: Richie keeps what it has asked for each. */
async function open(page: Page): Promise<void> {
  await page.goto(environment.richie + coursePage.demonstration)
}

async function enroll(page: Page): Promise<void> {
  await open(page)
  await coursePage.enroll(page).click()
  await coursePage.enrolled(page).waitFor()
}

async function fault(...argv: readonly string[]): Promise<void> {
  const { exitCode, output } = await checkout.campus(['lms', 'edx', 'fault', ...argv])
  expect(exitCode, output).toBe(0)
}
