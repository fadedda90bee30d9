import { openBrowserCookies } from '../browser-cookies.ts'
import type { Exchange } from '../exchange.ts'
import { openBrowser } from '../lms/browser.ts'
import { noCourse, postEnrolment } from '../lms/enrolment.ts'
import type { LmsContext } from '../lms/lms-context.ts'
import { enrollmentPath } from '../lms/paths.ts'

/** One browser with two tabs of Richie: a course page of one LMS, and after it one of another. */
export type TwoTabs = {
  /** The POST of the first tab, which asks nothing before it. */
  readonly enrolInOlder: () => Promise<Exchange>
  /** The same in a tab that is opened now: it asks for the enrolment first. */
  readonly enrolInNew: () => Promise<Exchange>
}

/**
 * Puts together what the visits of both LMSes were given, in this order, so neither is called for it; undefined where the newer one
 * leaves the CSRF cookie of the older as it is.
 */
export async function openTwoTabs(older: LmsContext, newer: LmsContext): Promise<TwoTabs | undefined> {
  const { client, lms, page, visit } = older
  const cookies = openBrowserCookies()
  const browser = openBrowser(client, lms.connection.baseUrl, page, cookies)
  const token = () => browser.readable().get(lms.connection.lmsRules.csrfCookie)
  for (const exchange of await answersTo(older)) cookies.keep(exchange)
  const own = token()
  for (const exchange of await answersTo(newer)) cookies.keep(exchange)
  if (token() === own) return undefined
  const { username = '' } = await visit.me()
  const enrol = () => postEnrolment(browser, lms, username, noCourse)
  return {
    enrolInOlder: enrol,
    async enrolInNew() {
      await browser.fromPage(`${enrollmentPath}/${username},${noCourse}`)
      return await enrol()
    },
  }
}

/** What the browser has been answered at an LMS, up to the enrolment that it asked for. */
async function answersTo({ visit }: LmsContext): Promise<readonly Exchange[]> {
  const { forms, posted } = await visit.login()
  const { calls } = await visit.me()
  return [...forms, ...(posted === undefined ? [] : [posted]), ...calls, await visit.enrollment()]
}
