import type { Locator, Page } from 'playwright-core'

/** What a person sees and presses on a course page of Richie, in Chromium. */
export const coursePage = {
  demonstration: '/en/courses/demonstration-course/',
  logIn: (page: Page): Locator => page.getByRole('button', { name: 'Log in', exact: true }),
  logInToEnroll: (page: Page): Locator => page.getByRole('button', { name: 'Log in to enroll' }),
  enroll: (page: Page): Locator => page.getByRole('button', { name: 'Enroll now' }),
  enrolled: (page: Page): Locator => page.getByText('You are enrolled in this course run'),
  goToCourse: (page: Page): Locator => page.getByRole('link', { name: 'Go to course' }),
  /** The menu that bears the name of who is logged in. */
  userMenu: (page: Page, name: string): Locator =>
    page.getByRole('combobox', { name: 'Access to your profile settings' }).filter({ hasText: name }),
  logOut: (page: Page): Locator => page.getByRole('button', { name: 'Log out' }),
}

/**
 * Follows "Go to course". In a tab that has just asked the LMS, Richie 3.5.1 leaves the link without its address; not once it has kept
 * what it knows in the tab and shows that.
 */
export async function goToCourse(page: Page, courseId: string): Promise<void> {
  const isKept = `(sessionStorage.getItem('RICHIE_PERSISTED_QUERIES') ?? '').includes(${JSON.stringify(courseId)})`
  await page.waitForFunction(isKept)
  await page.reload()
  await coursePage.goToCourse(page).click()
}
