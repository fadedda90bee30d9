import type { Page } from 'playwright-core'
import { openChromium, patience, type Surroundings } from './browser.ts'
import type { Environment } from './environment.ts'

/** Fills in the login form of the LMS, which is open already. */
export async function signIn(page: Page, { learner }: Pick<Environment, 'learner'>): Promise<void> {
  await page.getByLabel(/^Email/).fill(learner.email)
  await page.getByLabel('Password').fill(learner.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Ends every enrolment of the learner on the dashboard of the LMS, whatever an earlier test or run has left. */
export async function unenrollEverywhere(environment: Environment, person?: Surroundings): Promise<void> {
  const browser = await openChromium(person)
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(patience)
    await logInWithoutCourses(page, environment)
  } finally {
    await browser.close()
  }
}

/** Logs in at the LMS and ends every enrolment there. */
export async function logInWithoutCourses(page: Page, environment: Environment): Promise<void> {
  await page.goto(`${environment.lms}/dashboard`)
  await signIn(page, environment)
  await page.getByRole('heading', { name: 'Your courses' }).waitFor()
  const buttons = page.getByRole('button', { name: 'Unenroll' })
  while ((await buttons.count()) > 0) await Promise.all([page.waitForEvent('load'), buttons.first().click()])
}
