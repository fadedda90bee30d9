import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleClient } from '../../browser/client/bundle-client.ts'
import { settingsFor } from '../../browser/client/lms-settings.ts'
import { logInAndComeBack, richieClient, type Backend } from '../../browser/client/richie-client.ts'
import { openSites, type Sites } from '../../browser/client/sites.ts'
import { coursePage } from '../../browser/course-page.ts'
import { inChromium } from '../../browser/visit.ts'
import { startWithSettings, type ProgramOfSettings } from '../../lms-mock/testing/program-of-settings.ts'

/* Richie's own TypeScript, unchanged, in Chromium, between two origins over TLS; the mock is a program. No Docker. */

let sites: Sites
beforeAll(async () => {
  sites = await openSites(await bundleClient())
})
afterAll(() => sites.close())

const pairings: readonly { readonly backend: Backend; readonly release: string }[] = [
  { backend: 'openedx-hawthorn', release: 'hawthorn' },
  { backend: 'openedx-hawthorn', release: 'teak' },
  { backend: 'openedx-dogwood', release: 'dogwood' },
  { backend: 'openedx-dogwood', release: 'teak' },
]

describe.each(pairings)('$backend at a mock of $release', ({ backend, release }) => {
  let mock: ProgramOfSettings | undefined
  beforeAll(async () => {
    mock = await startWithSettings(settingsFor(sites, { release }))
    sites.leadTo(mock.socket)
  })
  afterAll(() => mock?.stop())

  test(
    'a learner logs in, enrols and logs out',
    inChromium(
      async ({ page }) => {
        const client = richieClient(page, backend, sites.lms, 'Demo_Course')
        await page.goto(sites.catalogue + coursePage.demonstration)
        expect(await client.me()).toEqual({ resolved: null })
        expect(await client.get()).toEqual({ thrown: { name: 'HttpError', code: 401 } })

        await logInAndComeBack(page, client, sites)
        expect(await client.me()).toMatchObject({ resolved: { username: 'edx' } })

        const never = await client.get()
        expect(never).toEqual({ resolved: null })
        expect(await client.isEnrolled(null)).toEqual({ resolved: false })
        expect(await page.evaluate('document.cookie')).toMatch(/(^|; )edx_csrf_token=\w{32,64}(;|$)/)

        expect(await client.set()).toEqual({ resolved: true })
        const enrolled = await client.get()
        expect(enrolled).toMatchObject({ resolved: { user: 'edx', is_active: true } })
        expect(await client.isEnrolled('resolved' in enrolled && enrolled.resolved)).toEqual({
          resolved: true,
        })

        expect(await client.logout()).toEqual({ resolved: undefined })
        expect(await client.me()).toEqual({ resolved: null })
        expect(await client.get()).toEqual({ thrown: { name: 'HttpError', code: 401 } })
      },
      () => sites.person,
    ),
  )

  test(
    'what the LMS refuses has a status, and no words for the learner: openedx-api 1.4',
    inChromium(
      async ({ page }) => {
        const client = (run: string) => richieClient(page, backend, sites.lms, run)
        await page.goto(sites.catalogue + coursePage.demonstration)
        await logInAndComeBack(page, client('Demo_Course'), sites)
        // The GET that sets the CSRF cookie.
        expect(await client('Demo_Course').get()).toHaveProperty('resolved')
        const refused = { thrown: { name: 'HttpError', code: 400 } }
        for (const run of ['Full', 'Closed', 'NotYet', 'Invite', 'Unknown'])
          expect([run, await client(run).set()]).toEqual([run, refused])
      },
      () => sites.person,
    ),
  )
})
