import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pairFiles } from '../../../scripts/tls/read-certificate.ts'
import type { Surroundings } from '../../browser/browser.ts'
import { enrolInChromium } from '../../browser/chromium-enrolment.ts'
import { coursePage } from '../../browser/course-page.ts'
import { changeSpec, checkout, describeEnvironment, up, type Environment } from '../../browser/environment.ts'
import { signIn, unenrollEverywhere } from '../../browser/learner.ts'
import { makeTrustedPair } from '../../browser/trusted-pair.ts'
import { inChromium } from '../../browser/visit.ts'

/* Real Richie over TLS at the older releases; teak is tls.test.ts's. */

const hosts = ['richie.local.dev', 'edx.local.dev']
/** Replaces the mock's own list: the demonstration course is wanted, too. */
const courses = [
  { id: 'course-v1:edX+DemoX+Demo_Course', title: 'Demonstration course', start: '2026-01-12' },
  { id: 'course-v1:edX+AddedX+2026', title: 'Added to the spec', start: '2026-01-12' },
]
const certs = join(checkout.dir, 'certs')
let person: Surroundings
let putBack: (() => Promise<void>) | undefined

beforeAll(async () => {
  const { certificate, key, authority, trustedKey } = await makeTrustedPair(hosts)
  mkdirSync(certs, { recursive: true })
  writeFileSync(join(certs, 'ca.pem'), authority)
  for (const host of hosts) {
    const files = pairFiles(certs, host)
    writeFileSync(files.key, key, { mode: 0o600 })
    writeFileSync(files.certificate, certificate)
  }
  person = { hosts, trustedKey }
})
afterAll(async () => {
  await putBack?.()
  const brought = hosts.flatMap((host) => Object.values(pairFiles(certs, host)))
  for (const file of [join(certs, 'ca.pem'), ...brought]) rmSync(file, { force: true })
})

describe.each([
  { release: 'dogwood', backend: 'openedx-dogwood' },
  { release: 'hawthorn', backend: 'openedx-hawthorn' },
])('an LMS of $release, asked by $backend', ({ release, backend }) => {
  let environment: Environment

  beforeAll(async () => {
    const before = changeSpec((spec) => ({
      ...spec,
      lms: { edx: { ...spec.lms.edx, release, backend, courses } },
    }))
    putBack ??= before // as it was before the first
    await up('--tls')
    environment = await describeEnvironment()
    await unenrollEverywhere(environment, person)
  })

  test(
    `log in, enrol, still enrolled in a new tab, go to the course, log out: ${release}`,
    inChromium(
      async (visit) => {
        expect(environment.backend).toBe(backend)
        await enrolInChromium(visit, environment)
      },
      () => person,
    ),
  )

  test(
    `a run added to the spec is found in the catalogue, and enrolled in: ${release}`,
    inChromium(
      async ({ page }) => {
        await page.goto(`${environment.richie}/en/courses/?query=added`)
        await page.getByTestId('course-glimpse').getByRole('link', { name: 'Added to the spec' }).click()
        await page.waitForURL(`${environment.richie}/en/courses/added-to-the-spec/`)
        await coursePage.logIn(page).click()
        await signIn(page, environment)
        await coursePage.enroll(page).click()
        await coursePage.enrolled(page).waitFor()
        await page.goto(`${environment.lms}/dashboard`)
        const entry = page.getByRole('listitem').filter({ hasText: 'Added to the spec' })
        await entry.getByRole('button', { name: 'Unenroll' }).waitFor()
        expect(await entry.count()).toBe(1)
      },
      () => person,
    ),
  )
})
