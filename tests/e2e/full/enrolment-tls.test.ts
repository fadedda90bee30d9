import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openChromium, type Person } from '../../browser/browser.ts'
import { enrolInChromium } from '../../browser/chromium-enrolment.ts'
import { coursePage } from '../../browser/course-page.ts'
import { changeSpec, checkout, describeEnvironment, up, type Environment } from '../../browser/environment.ts'
import { enrolInFirefox } from '../../browser/firefox-enrolment.ts'
import { signIn, unenrollEverywhere } from '../../browser/learner.ts'
import { welcomeNewcomer, type Newcomer } from '../../browser/person.ts'
import { inChromium, inFirefox } from '../../browser/visit.ts'
import { ask } from '../support/http.ts'

/* Enrolment for real: https names, certificates that browsers trust because `setup-ssl` said so, no flag that ignores any. */

let newcomer: Newcomer
beforeAll(async () => {
  newcomer = await welcomeNewcomer(checkout.dir)
})
afterAll(() => newcomer.remove())

test('setup-ssl under sudo would set up browsers of root: it says so, and does nothing', async () => {
  await expect(newcomer.sh('SUDO_USER=ann bin/campus setup-ssl')).rejects.toThrow(/runs as root for ann/)
  expect(existsSync(join(checkout.dir, 'certs/richie.local.dev.pem'))).toBe(false)
})

test('setup-ssl a second time finds everything right', async () => {
  await newcomer.sh('bin/setup-ssl')
  const seen = `cat /etc/hosts; sha256sum certs/*; cat ${newcomer.with([]).home}/.local/share/campus/trust.json`
  const before = await newcomer.sh(seen)
  const again = await newcomer.sh('bin/setup-ssl')
  expect(again).toMatch(/valid already[^]*valid already[^]*names resolve to this machine/)
  expect(again).not.toMatch(/issued|trusts it now|NOT trusted/)
  expect(await newcomer.sh(seen)).toBe(before)
  expect(await newcomer.sh('bin/setup-ssl --no-cert')).toMatch(/usable[^]*usable[^]*make run-ssl/)
})

describe.each([
  { domain: 'local.dev', kind: 'as it is', richie: {} },
  { domain: 'local.test', kind: 'SQLite and no demo', richie: { database: 'sqlite', demo: 'none' } },
])('over TLS under $domain, $kind', ({ domain, richie }) => {
  let environment: Environment
  let person: Person
  let putBack: (() => Promise<void>) | undefined

  beforeAll(async () => {
    putBack = changeSpec((spec) => ({ ...spec, domain, richie: { ...spec.richie, ...richie } }))
    await newcomer.sh('bin/campus setup-ssl')
    await up('--tls')
    environment = await describeEnvironment()
    person = newcomer.with([`richie.${domain}`, `edx.${domain}`])
    await unenrollEverywhere(environment, person)
  })
  afterAll(async () => putBack?.())

  test(
    'log in, enrol, still enrolled after a reload, go to the course, log out, in Chromium',
    inChromium(
      (visit) => enrolInChromium(visit, environment),
      () => person,
    ),
  )

  test(
    'the same in Firefox',
    inFirefox(
      async (visit) => {
        await unenrollEverywhere(environment, person)
        await enrolInFirefox(visit, environment)
      },
      () => person,
    ),
  )

  test(
    'the cookies that enrolment needs are shared below the domain, and only sent over https',
    inChromium(
      async ({ page }) => {
        await page.goto(`${environment.lms}/login`)
        await signIn(page, environment)
        await page.getByRole('heading', { name: 'Your courses' }).waitFor()
        // Richie shows its button for a moment before it asks.
        await Promise.all([
          page.waitForResponse((answer) => answer.url().includes('/api/enrollment/v1/enrollment/')),
          page.goto(environment.richie + coursePage.demonstration),
        ])
        const cookies = await page.context().cookies()
        const named = (name: string) => cookies.filter((cookie) => cookie.name === name)
        expect(named('edx_csrf_token')).toMatchObject([{ domain: `.${domain}`, path: '/', secure: true }])
        expect(named('sessionid')).toEqual([])
        const session = cookies.filter(({ httpOnly, domain: host }) => httpOnly && host.includes('edx'))
        expect(session.length).toBeGreaterThanOrEqual(1)
        for (const cookie of session) expect(cookie).toMatchObject({ domain: `edx.${domain}`, secure: true })
        expect(await page.evaluate('isSecureContext')).toBe(true)
      },
      () => person,
    ),
  )

  test(
    'a page of another origin is refused by CORS',
    inChromium(
      async ({ page, consoleErrors }) => {
        const foreign = `https://stranger.${domain}:18099/`
        await page.route(`${foreign}**`, (route) =>
          route.fulfill({ body: '<h1>Stranger</h1>', contentType: 'text/html' }),
        )
        await page.goto(foreign)
        const url = `${environment.lms}/api/user/v1/me`
        const outcome = await page.evaluate(
          `fetch(${JSON.stringify(url)}, { credentials: 'include' }).then(String, String)`,
        )
        expect(outcome).toContain('Failed to fetch')
        expect(consoleErrors.join('\n')).toContain('blocked by CORS policy')
      },
      () => person,
    ),
  )

  test('http on the same port leads to https, whatever the request says its host is', async () => {
    for (const origin of [environment.richie, environment.lms]) {
      const { host, hostname, port } = new URL(origin)
      const plain = (headers: Record<string, string>, method = 'GET') =>
        ask(`http://127.0.0.1:${port}/en/?a=%20b`, { headers, method })
      for (const name of [host, hostname, `localhost:${port}`]) {
        const { status, headers } = await plain({ host: name })
        expect([status, headers.location]).toEqual([308, `${origin}/en/?a=%20b`])
        expect(headers['cache-control']).toBe('no-store')
      }
      expect((await plain({ host }, 'POST')).status).toBe(308)
      const stranger = await plain({ host: 'stranger.example' })
      expect(stranger.status).toBe(404)
      expect(stranger.headers.location).toBeUndefined()
    }
  })

  test(
    'other names lead to the one that cookies are for, and nothing is ever pinned to https',
    inChromium(
      async ({ page, exchanges }) => {
        await page.goto(`https://localhost:${new URL(environment.richie).port}/en/courses/`)
        expect(page.url()).toBe(`${environment.richie}/en/courses/`)
        expect(exchanges.find(({ status }) => status === 307)?.headers['cache-control']).toBe('no-store')
        expect(exchanges.filter(({ headers }) => 'strict-transport-security' in headers)).toEqual([])
        expect(exchanges.filter(({ url }) => url.startsWith('http:'))).toEqual([])
      },
      () => person,
    ),
  )

  test(
    'the admin logs in over the proxy',
    inChromium(
      async ({ page }) => {
        const { output } = await checkout.campus(['status', '--json', '--secrets'])
        const { admin } = JSON.parse(output) as { admin: { username: string; password: string } }
        await page.goto(`${environment.richie}/admin/`)
        await page.getByLabel('Username').fill(admin.username)
        await page.getByLabel('Password').fill(admin.password)
        await page.getByRole('button', { name: 'Log in' }).click()
        await page.waitForURL(`${environment.richie}/en/admin/`)
        await page.getByRole('heading', { name: /Site administration/ }).waitFor()
        expect((await page.context().cookies()).map(({ secure }) => secure)).not.toContain(true)
      },
      () => person,
    ),
  )

  test('a browser that does not know the authority refuses the page', async () => {
    const home = mkdtempSync(join(tmpdir(), 'campus-stranger-'))
    const browser = await openChromium({ ...person, home })
    try {
      const page = await browser.newPage()
      for (const origin of [environment.richie, environment.lms])
        await expect(page.goto(`${origin}/`)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID')
    } finally {
      await browser.close()
      rmSync(home, { recursive: true, force: true })
    }
  })
})
