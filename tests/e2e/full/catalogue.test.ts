import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeEnvironment } from '../../browser/environment.ts'
import { inChromium } from '../../browser/visit.ts'
import type { Exchange } from '../../browser/wire.ts'

const { richie, lms } = await describeEnvironment()

test(
  'the search page shows the courses, filters them and finds one',
  inChromium(async ({ page }) => {
    const cards = page.getByTestId('course-glimpse')
    const card = (title: string) =>
      cards.filter({ has: page.getByRole('link', { name: title, exact: true }) })
    await page.goto(`${richie}/en/courses/`)
    for (const title of ['Demonstration course', 'Full course', 'Archived course'])
      await card(title).waitFor()
    const all = await cards.count()
    expect(all).toBeGreaterThanOrEqual(8)

    const open = page.getByRole('checkbox', { name: /^Open for enrollment/ })
    await open.check()
    await card('Archived course').waitFor({ state: 'detached' })
    await card('Demonstration course').waitFor()
    const left = await cards.count()
    expect(left).toBeLessThan(all)
    expect(await open.locator('..').textContent(), 'the number beside the filter').toContain(`(${left})`)

    await open.uncheck()
    await card('Archived course').waitFor()
    const search = page.getByPlaceholder('Search for courses, organizations, categories')
    await search.fill('demonstration')
    await search.press('Enter')
    await card('Archived course').waitFor({ state: 'detached' })
    expect(await cards.first().getByRole('heading').textContent()).toBe('Demonstration course')

    await card('Demonstration course').getByRole('link', { name: 'Demonstration course' }).click()
    await page.waitForURL(`${richie}/en/courses/demonstration-course/`)
    await page.getByRole('heading', { level: 1, name: 'Demonstration course' }).waitFor()
  }),
)

test(
  'the home page arrives whole and compressed, and is not fetched again on the next visit',
  inChromium(async ({ page, newTab, exchanges, consoleErrors }) => {
    await visitHome(page)
    expect(await page.title()).not.toBe('')
    await page.getByRole('heading', { name: 'Popular courses' }).waitFor()
    await page.getByRole('link', { name: 'Courses', exact: true }).first().waitFor()
    expect(await brokenImages(page), 'broken images').toEqual([])
    expect(exchanges.filter(isOurs).filter(hasFailed), 'failed requests').toEqual([])
    expect(exchanges.filter((exchange) => !isOurs(exchange) && /^https?:/.test(exchange.url))).toEqual([])
    expect(consoleErrors.filter((line) => !isAnonymous401(line))).toEqual([])

    const first = exchanges.filter(isStatic)
    const texts = first.filter(({ url }) => /\.(js|css)(\?|$)/.test(url))
    expect(texts.length).toBeGreaterThanOrEqual(2)
    for (const { url, headers } of texts) expect(headers['content-encoding'], url).toBe('gzip')

    const seen = exchanges.length
    await visitHome(await newTab())
    const again = exchanges.slice(seen).filter(isStatic)
    expect(again.map(({ url }) => url)).toEqual(expect.arrayContaining(texts.map(({ url }) => url)))
    const fetched = again.filter(({ status, fromCache }) => status !== 304 && !fromCache)
    expect(fetched, 'fetched a second time').toEqual([])
  }),
)

/** Down to the bottom as well: pictures there are fetched only when they come into view. */
async function visitHome(page: Page): Promise<void> {
  await page.goto(`${richie}/en/`)
  await page.getByRole('contentinfo').scrollIntoViewIfNeeded()
  await page.waitForLoadState('networkidle')
}

async function brokenImages(page: Page): Promise<readonly string[]> {
  return await page
    .locator('img')
    .evaluateAll((images) =>
      (images as unknown as { complete: boolean; naturalWidth: number; src: string }[])
        .filter((image) => image.complete && image.naturalWidth === 0)
        .map((image) => image.src),
    )
}

const isOurs = ({ url }: Exchange) => url.startsWith(`${richie}/`) || url.startsWith(`${lms}/`)
const isStatic = ({ url }: Exchange) => /^\/(static|media)\//.test(new URL(url).pathname)
const hasFailed = ({ status, failure }: Exchange) =>
  failure !== undefined || status === undefined || (status >= 400 && status !== 401)
/** Whether nobody is logged in is asked at the LMS, and 401 is its answer (Chromium says so in the console). */
const isAnonymous401 = (line: string) => line.includes('401') && line.includes('/api/user/v1/me')
