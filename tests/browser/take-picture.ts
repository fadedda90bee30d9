/*
 * Makes docs/images/the-two-sites.jpg, the picture of README.md: a course page of Richie on which somebody has enrolled, and the LMS
 * with that enrolment. `npm run picture` in a checkout whose environment runs with real enrolment: after `make run-ssl`, or over http
 * with `backendOverHttp: openedx-hawthorn`.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openChromium } from './browser.ts'
import { coursePage } from './course-page.ts'
import { logInWithoutCourses } from './learner.ts'

type Status = {
  readonly sites: readonly { readonly key: string; readonly origin: string }[]
  readonly lms: readonly { readonly learners: readonly { email: string; password: string }[] }[]
}

const root = join(import.meta.dirname, '../..')
const status = JSON.parse(
  execFileSync(join(root, 'bin/campus'), ['status', '--json'], { encoding: 'utf8' }),
) as Status
const originOf = (key: string) => status.sites.find((site) => site.key === key)?.origin ?? ''
const [richie, lms] = [originOf('richie'), originOf('edx')]
const learner = status.lms[0]?.learners[0] ?? { email: '', password: '' }

const browser = await openChromium({ hosts: [richie, lms].map((origin) => new URL(origin).hostname) })
try {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    ignoreHTTPSErrors: true,
  })
  const page = await context.newPage()
  await logInWithoutCourses(page, { learner, lms, richie, name: '', backend: '' })
  await page.goto(richie + coursePage.demonstration)
  await coursePage.enroll(page).click()
  await coursePage.enrolled(page).waitFor()
  const left = await takeShot(page)
  await page.goto(`${lms}/dashboard`)
  await page.getByRole('button', { name: 'Unenroll' }).waitFor()
  const right = await takeShot(page)

  const sheet = await context.newPage()
  await sheet.setViewportSize({ width: 1400, height: 540 })
  await sheet.setContent(sheetOf([richie, left], [lms, right]))
  mkdirSync(join(root, 'docs/images'), { recursive: true })
  await sheet.screenshot({ path: join(root, 'docs/images/the-two-sites.jpg'), type: 'jpeg', quality: 82 })
} finally {
  await browser.close()
}

async function takeShot(page: Page): Promise<string> {
  await page.waitForLoadState('networkidle')
  return `data:image/png;base64,${(await page.screenshot()).toString('base64')}`
}

/** Two windows side by side, each with its address. */
function sheetOf(...windows: readonly (readonly [address: string, shot: string])[]): string {
  const figures = windows.map(
    ([address, shot]) => `<figure><figcaption>${address}</figcaption><img src="${shot}"></figure>`,
  )
  return `<!doctype html><style>
    body { margin: 0; padding: 20px; display: flex; gap: 20px; background: #e9ecf1; font: 15px system-ui, sans-serif }
    figure { flex: 1; margin: 0; border: 1px solid #c3c9d4; border-radius: 8px; overflow: hidden; background: #fff }
    figcaption { padding: 9px 14px; color: #333; background: #f5f6f8; border-bottom: 1px solid #c3c9d4 }
    img { display: block; width: 100% }
  </style>${figures.join('')}`
}
