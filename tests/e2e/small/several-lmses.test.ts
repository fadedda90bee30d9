import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDocumentSchema } from '../../../scripts/diagnosis/document-schema.ts'
import { coursePage } from '../../browser/course-page.ts'
import { signIn } from '../../browser/learner.ts'
import { inChromium } from '../../browser/visit.ts'
import { bringCertificates, type TlsMachine } from '../support/bring-certificates.ts'
import { richiePort, edxPort, checkout, local } from '../support/environment.ts'
import { startLms } from '../support/stand-alone-lms.ts'

/* One Richie and three LMSes over TLS: two of ours, of different releases, and one that no engine and no spec made. */

const richie = `https://richie.local.dev:${richiePort}`
const learner = { email: 'edx@example.com', password: 'edx' }
const courses = [
  {
    lms: 'edx',
    id: 'course-v1:campus+By+1',
    title: 'A near one',
    origin: `https://edx.local.dev:${edxPort}`,
  },
  { lms: 'old', id: 'campus/Old/1', title: 'An old one', origin: `https://old.local.dev:${edxPort + 1}` },
  {
    lms: 'far',
    id: 'course-v1:campus+Far+1',
    title: 'A far one',
    origin: `https://far.local.dev:${edxPort + 2}`,
  },
] as const
type Course = (typeof courses)[number]
const [near, old, far] = courses
const pageOf = ({ title }: Course) => `${richie}/en/courses/${title.toLowerCase().replaceAll(' ', '-')}/`
const linkOf = ({ origin, id }: Course) => `${origin}/courses/${id}/info`
const run = ({ id, title }: Course) => [{ id, title, start: '2026-01-12' }]

let machine: TlsMachine | undefined
const there = () => {
  if (machine === undefined) throw new Error('Made by beforeAll')
  return machine
}
let stopLms: (() => Promise<void>) | undefined

beforeAll(async () => {
  machine = await bringCertificates(
    checkout.dir,
    ['richie.local.dev', 'edx.local.dev', 'old.local.dev'],
    ['far.local.dev'],
  )
  checkout.setLocal({
    ...local,
    authentication: 'edx',
    lms: {
      edx: { ...local.lms.edx, release: 'hawthorn', courses: run(near) },
      old: { port: edxPort + 1, release: 'dogwood', courses: run(old) },
      far: { provider: 'external', url: far.origin, courses: run(far) },
    },
  })
  const up = await checkout.campus(['up', '--tls'])
  expect(up.exitCode, up.output).toBe(0)
  await startAnew()
})
afterAll(async () => {
  await stopLms?.()
  machine?.remove()
  checkout.setLocal(local)
  await checkout.campus(['up'])
})
/** Nobody is enrolled, and nobody is logged in. */
async function startAnew(): Promise<void> {
  for (const { lms } of [near, old]) {
    const reset = await checkout.campus(['lms', lms, 'reset', '--yes'])
    expect(reset.exitCode, reset.output).toBe(0)
  }
  await stopLms?.()
  const seed = 'several-lmses-seed.json'
  stopLms = await startLms({ url: far.origin, richie, syncSecret: 'unused', seed, certificate: there().pair })
}

const campus = (argv: readonly string[], env = {}) =>
  checkout.campus(argv, { env: { ...there().env, ...env } })
const walk = (body: Parameters<typeof inChromium>[0]) =>
  inChromium(
    async (visit) => {
      await startAnew()
      await body(visit)
    },
    () => there().person,
  )

/** By Richie's own button, which leads to the one LMS that Richie logs in to, and back. */
async function logInByRichie(page: Page, course: Course): Promise<void> {
  await page.goto(pageOf(course))
  await coursePage.logIn(page).click()
  await page.waitForURL(`${near.origin}/login?**`)
  await signIn(page, { learner })
  await page.waitForURL(pageOf(course))
  await coursePage.userMenu(page, 'edx').waitFor()
}

async function logInAt(page: Page, { origin }: Course, who = learner): Promise<void> {
  await page.goto(`${origin}/login`)
  await signIn(page, { learner: who })
  await page.getByRole('heading', { name: 'Your courses' }).waitFor()
}

/** What the LMS itself says of the learner who is logged in there: the ids of the courses. */
async function enrolledAt(page: Page, { origin }: Course): Promise<readonly string[]> {
  await page.goto(`${origin}/dashboard`)
  const enrolments = (await page.evaluate(
    `fetch('/api/enrollment/v1/enrollment').then((answer) => answer.json())`,
  )) as readonly { is_active: boolean; course_details: { course_id: string } }[]
  return enrolments.filter((one) => one.is_active).map((one) => one.course_details.course_id)
}

test(
  'each of three courses is enrolled in at its own LMS, from a tab of its own, and at no other',
  walk(async ({ page, newTab }) => {
    await logInByRichie(page, far)
    for (const course of [old, far]) await logInAt(page, course)
    for (const course of courses) {
      const tab = await newTab()
      await tab.goto(pageOf(course))
      await coursePage.enroll(tab).click()
      await coursePage.enrolled(tab).waitFor()
      await coursePage.goToCourse(tab).click()
      await tab.waitForURL(linkOf(course))
    }
    for (const course of courses) {
      expect(await enrolledAt(page, course)).toEqual([course.id])
      const tab = await newTab()
      await tab.goto(pageOf(course))
      await coursePage.enrolled(tab).waitFor()
    }
  }),
)

test(
  'all set one CSRF cookie: the older of two tabs is refused, also after a reload, and a new one enrols',
  walk(async ({ page, newTab, exchanges }) => {
    await logInByRichie(page, near)
    await logInAt(await newTab(), old)
    await page.goto(pageOf(near))
    await coursePage.enroll(page).waitFor()
    const newer = await newTab()
    await newer.goto(pageOf(old))
    await coursePage.enroll(newer).waitFor()
    const answers = () =>
      exchanges.filter(
        ({ method, url }) => method === 'POST' && url === `${near.origin}/api/enrollment/v1/enrollment`,
      )

    // Richie takes what it knows of enrolments from the tab's own storage for 20 minutes: nobody sets the cookie anew.
    for (const _ of ['at once', 'after a reload']) {
      await coursePage.enroll(page).click()
      await page.getByText('Your enrollment request failed.').waitFor()
      await page.waitForFunction(`sessionStorage.RICHIE_PERSISTED_QUERIES?.includes('${linkOf(near)}')`)
      await page.reload()
      await coursePage.enroll(page).waitFor()
    }
    expect(answers().map(({ status }) => status)).toEqual([403, 403])

    const tab = await newTab()
    await tab.goto(pageOf(near))
    await coursePage.enroll(tab).click()
    await coursePage.enrolled(tab).waitFor()
    expect(await enrolledAt(page, near)).toEqual([near.id])
  }),
)

test(
  'who has no session at an LMS, or is another learner there, is told that fetching failed',
  walk(async ({ page, newTab }) => {
    await logInByRichie(page, near)
    await coursePage.enroll(page).waitFor()
    const failed = async () => {
      const tab = await newTab()
      await tab.goto(pageOf(far))
      await tab.getByText('Enrollment fetching failed').waitFor()
      expect(await coursePage.enroll(tab).count()).toBe(0)
    }
    await failed()
    await logInAt(page, far, { email: 'ann@example.com', password: 'word-of-ann' })
    await failed()
  }),
)

test('check is all ok, with a learner for the LMS that is not ours', async () => {
  const env = { CAMPUS_CHECK_FAR_EMAIL: 'probe@example.com', CAMPUS_CHECK_FAR_PASSWORD: 'probe' }
  const { output } = await campus(['check', '--json'], env)
  const { findings } = checkDocumentSchema.parse(JSON.parse(output))
  expect(findings.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([])
  for (const { lms } of courses)
    expect(findings).toContainEqual(expect.objectContaining({ subject: lms, id: 'login', status: 'ok' }))
})

test.each(courses)('resolve names the LMS of a link of $lms, on both sides', async (course) => {
  const { output, exitCode } = await campus(['resolve', '--verify', '--json', linkOf(course)])
  const side = { lms: course.lms, courseId: course.id }
  expect(JSON.parse(output)).toMatchObject({
    python: side,
    js: side,
    verified: { baseUrl: course.origin, courseId: course.id, agrees: true },
  })
  expect(exitCode).toBe(0)
})

test('a link of none of them is of none', async () => {
  const { output, exitCode } = await campus([
    'resolve',
    '--json',
    `https://stranger.local.dev/courses/${near.id}/info`,
  ])
  expect(JSON.parse(output)).toMatchObject({ ok: false, python: { lms: null }, js: { lms: null } })
  expect(exitCode).toBe(1)
})
