import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDocumentSchema } from '../../../scripts/diagnosis/document-schema.ts'
import { coursePage } from '../../browser/course-page.ts'
import { signIn } from '../../browser/learner.ts'
import { inChromium } from '../../browser/visit.ts'
import { bringCertificates, type TlsMachine } from '../../e2e/support/bring-certificates.ts'
import { name, richiePort, edxPort, checkout, local } from '../../e2e/support/environment.ts'
import { startMoodle } from '../../e2e/support/moodle.ts'

/* An LMS that is no Open edX, beside one that is: Richie shows its course, links to it, and enrols in the browser alone. */

const sites = ['richie.local.dev', 'edx.local.dev']
let machine: TlsMachine | undefined

beforeAll(async () => {
  machine = await bringCertificates(checkout.dir, sites, ['moodle.local.dev'])
})
afterAll(async () => {
  machine?.remove()
  checkout.setLocal(local)
  await checkout.campus(['up'])
})

describe.each([
  {
    mode: 'tls',
    backendOverHttp: 'base',
    richie: `https://richie.local.dev:${richiePort}`,
    edx: `https://edx.local.dev:${edxPort}`,
    moodle: `https://moodle.local.dev:${edxPort + 2}`,
  },
  {
    mode: 'http',
    backendOverHttp: 'openedx-hawthorn',
    richie: `http://richie.${name}.localhost:${richiePort}`,
    edx: `http://edx.${name}.localhost:${edxPort}`,
    moodle: `http://moodle.${name}.localhost:${edxPort + 2}`,
  },
])('over $mode', ({ mode, backendOverHttp, richie, edx, moodle }) => {
  const link = `${moodle}/course/view.php?id=42`
  const coursePageOfMoodle = `${richie}/en/courses/a-course-of-a-moodle/`
  const env = () => (mode === 'tls' ? (machine?.env ?? {}) : {})
  let server: Awaited<ReturnType<typeof startMoodle>> | undefined

  beforeAll(async () => {
    server = await startMoodle(moodle, mode === 'tls' ? machine?.pair : undefined)
    checkout.setLocal({
      ...local,
      authentication: 'edx',
      lms: {
        edx: { ...local.lms.edx, backendOverHttp },
        moodle: {
          provider: 'external',
          url: moodle,
          backend: 'base',
          courseLink: '/course/view.php?id={course_id}',
          courses: [{ id: '42', title: 'A course of a Moodle' }],
        },
      },
    })
    const up = await checkout.campus(['up', ...(mode === 'tls' ? ['--tls'] : [])])
    expect(up.exitCode, up.output).toBe(0)
  })
  afterAll(async () => server?.stop())

  test(
    'a learner of the Open edX enrols, and goes to the course of the Moodle, which nobody has asked before',
    inChromium(
      async ({ page, newTab, exchanges }) => {
        await page.goto(coursePageOfMoodle)
        await coursePage.logInToEnroll(page).waitFor()
        await coursePage.logIn(page).click()
        await page.waitForURL(`${edx}/login?**`)
        await signIn(page, { learner: { email: 'edx@example.com', password: 'edx' } })
        await page.waitForURL(coursePageOfMoodle)
        await coursePage.enroll(page).click()
        await coursePage.enrolled(page).waitFor()
        expect(exchanges.filter(({ url }) => url.startsWith(moodle))).toEqual([])
        const tab = await newTab()
        await tab.goto(coursePageOfMoodle)
        await coursePage.enroll(tab).waitFor()
        await coursePage.goToCourse(page).click()
        await page.waitForURL(link)
        await page.getByRole('heading', { name: 'Course 42' }).waitFor()
      },
      () => machine?.person ?? { hosts: [] },
    ),
  )

  test('check is all ok, and leaves the Moodle alone but for its address', async () => {
    const before = server?.asked.length ?? 0
    const { output } = await checkout.campus(['check', '--json', '--mode', mode], { env: env() })
    const { findings } = checkDocumentSchema.parse(JSON.parse(output))
    expect(findings.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([])
    expect(findings).toContainEqual(
      expect.objectContaining({ subject: 'moodle', id: 'course-page', status: 'ok' }),
    )
    expect(server?.asked.slice(before).filter((path) => /^\/(?:api|login|heartbeat)/.test(path))).toEqual([])
  })

  test('resolve takes its links to it, on both sides, and says that it never hears of an enrolment', async () => {
    const { output, exitCode } = await checkout.campus(['resolve', '--verify', '--json', link], {
      env: env(),
    })
    const side = { lms: 'moodle', courseId: '42' }
    expect(JSON.parse(output)).toMatchObject({ python: side, js: side, verified: { agrees: true } })
    expect(output).toContain('never calls moodle')
    expect(exitCode).toBe(0)
  })

  test.each(['openedx', 'tutor', 'openedx-docker', 'nginx'])(
    'settings %s refuses, and says that there is nothing to set',
    async (target) => {
      const { output, exitCode } = await checkout.campus(['settings', target, '--lms', 'moodle'])
      expect(output).toContain('moodle is not an Open edX')
      expect(exitCode).toBe(2)
    },
  )
})
