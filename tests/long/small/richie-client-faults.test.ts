import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { catalogue } from '../../../compose/lms-mock/faults/catalogue.ts'
import { bundleClient } from '../../browser/client/bundle-client.ts'
import { settingsFor } from '../../browser/client/lms-settings.ts'
import { logInAndComeBack, richieClient } from '../../browser/client/richie-client.ts'
import { openSites, type Sites } from '../../browser/client/sites.ts'
import { coursePage } from '../../browser/course-page.ts'
import { inChromium } from '../../browser/visit.ts'
import { startWithSettings, type ProgramOfSettings } from '../../lms-mock/testing/program-of-settings.ts'

/* What each fault of an LMS looks like to Richie's own client: openedx-api 1.7 and 8. The learner is enrolled already. */

let sites: Sites
let mock: ProgramOfSettings | undefined
beforeAll(async () => {
  sites = await openSites(await bundleClient())
  const enrolled = [{ username: 'edx', course: 'course-v1:edX+DemoX+Demo_Course' }]
  mock = await startWithSettings(settingsFor(sites, { enrolled }))
  sites.leadTo(mock.socket)
})
afterAll(() => Promise.all([mock?.stop(), sites.close()]))
afterEach(() => sites.misbehave(''))

const known = { resolved: { username: 'edx' } }
const nobody = { resolved: null }
const enrolled = { resolved: expect.objectContaining({ user: 'edx', is_active: true }) as object }
const looksNotEnrolled = { resolved: null }
const done = { resolved: true }
const refused = (code: number, localizedMessage?: string) => ({
  thrown: { name: 'HttpError', code, ...(localizedMessage === undefined ? {} : { localizedMessage }) },
})
/** What the browser says of an answer that never came, or that it may not show. */
const unanswered = { thrown: { name: 'TypeError' } }
const unseenUser = 'TypeError: Failed to fetch'

type Row = {
  readonly me: object
  readonly get: object
  readonly set: object
  readonly takesMs?: number
  /** What the client reports of it, to Sentry or the console. */
  readonly reports?: readonly string[]
}
const rows: Readonly<Record<string, Row>> = {
  'slow=700': { me: known, get: enrolled, set: done, takesMs: 2100 },
  dropped: { me: nobody, get: unanswered, set: unanswered, reports: [unseenUser] },
  maintenance: { me: nobody, get: unanswered, set: unanswered, reports: [unseenUser] },
  'cors-origin-refused': { me: nobody, get: unanswered, set: unanswered, reports: [unseenUser] },
  'csrf-origin-refused': { me: known, get: enrolled, set: refused(403) },
  'server-error': {
    me: nobody,
    get: refused(500),
    set: refused(500),
    reports: [
      'Error: [SESSION OpenEdX API] > Cannot retrieve user',
      'Error: [GET - Enrollment] > 500 - Internal Server Error',
      'Error: [SET - Enrollment] > 500 - Internal Server Error',
    ],
  },
  'session-expired': { me: nobody, get: refused(401), set: refused(401) },
  'csrf-cookie-withheld': { me: known, get: enrolled, set: refused(403) },
  'throttled=1': { me: known, get: enrolled, set: refused(429) },
  'enrollment-refused': { me: known, get: enrolled, set: refused(400) },
  'enrollment-refused-in-words=Come in May.': { me: known, get: enrolled, set: refused(403, 'Come in May.') },
  'wrong-content-type': { me: known, get: looksNotEnrolled, set: done },
  'charset-suffix': { me: known, get: looksNotEnrolled, set: done },
}

test.for(Object.entries(rows))(
  'what the client makes of %s',
  ([fault, { me, get, set, takesMs = 0, reports = [] }], context) =>
    inChromium(
      async ({ page, consoleErrors }) => {
        const client = richieClient(page, 'openedx-hawthorn', sites.lms, 'Demo_Course')
        await page.goto(sites.catalogue + coursePage.demonstration)
        await logInAndComeBack(page, client, sites)
        const before = consoleErrors.length

        sites.misbehave(fault)
        const began = performance.now()
        const outcomes = { me: await client.me(), get: await client.get(), set: await client.set() }
        const ms = performance.now() - began
        expect(outcomes).toEqual({ me, get, set })
        expect(consoleErrors.slice(before).flatMap((line) => reportIn(line) ?? [])).toEqual(reports)
        expect(ms).toBeGreaterThanOrEqual(takesMs)

        sites.misbehave('')
        const healthy = { me: await client.me(), get: await client.get(), set: await client.set() }
        expect(healthy).toEqual({ me: known, get: enrolled, set: done })
      },
      () => sites.person,
    )(context),
)

/** A report of the client, without its stack; what Chromium itself says of a request begins otherwise. */
function reportIn(line: string): string | undefined {
  return /^(?:Type)?Error: .*/.exec(line)?.[0]
}

test('no fault is left out but the one that the client never meets', () => {
  const seen = [...Object.keys(rows).map((row) => row.replace(/=.*/, '')), 'webhook-withheld']
  expect(seen.toSorted()).toEqual(catalogue.map(({ name }) => name).toSorted())
})
