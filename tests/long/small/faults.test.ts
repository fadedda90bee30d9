import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { catalogue } from '../../../compose/lms-mock/faults/catalogue.ts'
import { coursePage } from '../../browser/course-page.ts'
import { checkout, describeEnvironment, wireOverHttp, type Environment } from '../../browser/environment.ts'
import { logInWithoutCourses } from '../../browser/learner.ts'
import { inChromium, keepScreenshot } from '../../browser/visit.ts'
import { ask } from '../../e2e/support/http.ts'

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

test('a run closes at the LMS while webhook-withheld is on: its page still offers it, until Richie is told', (context) =>
  inChromium(async ({ page }) => {
    await fault('webhook-withheld')
    await changeDemonstration('POST', { state: 'closed' })
    await lmsHas('withheld')
    await open(page)
    await coursePage.logInToEnroll(page).waitFor()
    await keepScreenshot(page, 'fault-webhook-withheld')

    await fault('--clear')
    expect(await tellRichie()).toMatchObject({ exitCode: 0 })
    await open(page)
    await page.getByText('No opened course runs').waitFor()

    await changeDemonstration('DELETE')
    expect(await tellRichie()).toMatchObject({ exitCode: 0 })
    await open(page)
    await coursePage.logInToEnroll(page).waitFor()
  })(context))

test('no fault is left out', () => {
  const seen = [...Object.keys(rows).map((row) => row.replace(/=.*/, '')), 'webhook-withheld']
  expect(seen.toSorted()).toEqual(catalogue.map(({ name }) => name).toSorted())
})

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

const demonstration = 'course-v1:edX+DemoX+Demo_Course'

async function changeDemonstration(method: 'POST' | 'DELETE', changes: object = {}): Promise<void> {
  const { status, body } = await control(method, `/courses/${encodeURIComponent(demonstration)}`, changes)
  expect(status, body).toBe(200)
}

/** Has the LMS send all course runs, and waits for Richie's answers. */
async function tellRichie() {
  return await checkout.campus(['lms', 'edx', 'sync'])
}

/** Waits until the LMS's last word on the demonstration course is this outcome of the webhook. */
async function lmsHas(outcome: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const { attempts } = JSON.parse((await control('GET', '/sync')).body) as {
          attempts: { courseId: string; outcome: string }[]
        }
        return attempts.find(({ courseId }) => courseId === demonstration)?.outcome
      },
      { timeout: 30_000 },
    )
    .toBe(outcome)
}

async function control(method: string, path: string, body?: object) {
  const { output } = await checkout.campus(['lms', 'edx', '--json'])
  const token = new URL((JSON.parse(output) as { control: string }).control).searchParams.get('token')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return await ask(`${environment.lms}/mock/api${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}
