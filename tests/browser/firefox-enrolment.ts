import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import { coursePage } from './course-page.ts'
import type { Environment } from './environment.ts'
import type { FirefoxVisit } from './visit.ts'

/** The main path of a learner: log in on the course page, back on it, enrol, still enrolled in a new tab. */
export async function enrolInFirefox(
  { page, newTab }: FirefoxVisit,
  { richie, lms, learner }: Environment,
): Promise<void> {
  const demonstration = richie + coursePage.demonstration
  await page.goto(demonstration)
  await seen(page, 'Log in to enroll')
  await press(page, 'Log in')
  await page.locator('input[name=email_or_username]').fill(learner.email)
  expect(page.url()).toContain(`${lms}/login?`)
  await page.locator('input[name=password]').fill(learner.password)
  await press(page, 'Sign in')
  await page.locator('.user-menu--desktop button ::-p-text(edx)').wait()
  expect(page.url()).toBe(demonstration)
  await press(page, 'Enroll now')
  await seen(page, 'You are enrolled in this course run')

  const tab = await newTab()
  await tab.goto(demonstration)
  await seen(tab, 'You are enrolled in this course run')
  await seen(tab, 'Go to course')
}

async function press(page: Page, name: string): Promise<void> {
  await page.locator(`::-p-xpath(//button[normalize-space()='${name}'])`).click()
}

async function seen(page: Page, text: string): Promise<void> {
  await page.locator(`::-p-text(${text})`).wait()
}
