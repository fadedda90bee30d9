import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../e2e/support/http.ts'
import { openChromium, type Person } from './browser.ts'
import { enrolInChromium } from './chromium-enrolment.ts'
import { coursePage } from './course-page.ts'
import { changeSpec, checkout, describeEnvironment, up, type Environment } from './environment.ts'
import { enrolInFirefox } from './firefox-enrolment.ts'
import { signIn, unenrollEverywhere } from './learner.ts'
import type { Newcomer } from './person.ts'
import { inChromium, inFirefox } from './visit.ts'

type Variant = { readonly domain: string; readonly kind: string; readonly richie: object }

/** Enrolment for real: https names, certificates that browsers trust because `setup-ssl` said so, no flag that ignores any. */
export function describeEnrolmentOverTls(newcomer: () => Newcomer, { domain, kind, richie }: Variant): void {
  describe(`over TLS under ${domain}, ${kind}`, () => {
    let environment: Environment
    let person: Person
    let putBack: (() => Promise<void>) | undefined

    beforeAll(async () => {
      putBack = changeSpec((spec) => ({ ...spec, domain, richie: { ...spec.richie, ...richie } }))
      await newcomer().sh('bin/campus setup-ssl')
      await up('--tls')
      environment = await describeEnvironment()
      person = newcomer().with([`richie.${domain}`, `edx.${domain}`])
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
          for (const cookie of session)
            expect(cookie).toMatchObject({ domain: `edx.${domain}`, secure: true })
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
}
