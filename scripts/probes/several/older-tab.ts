import { fail, ok, skip, type Check } from '../../diagnosis/check.ts'
import { openBrowserCookies } from '../http/browser-cookies.ts'
import type { Exchange } from '../http/exchange.ts'
import { detailOf } from '../lms/enrolment/post-refusal.ts'
import { fixLms } from '../lms/fixes.ts'
import type { LmsContext } from '../lms/lms-context.ts'
import { noAnswer, withBody } from '../lms/no-answer.ts'
import { openBrowser } from '../lms/visit/browser.ts'
import { noCourse, postEnrolment, enrollmentPath } from '../lms/visit/try-enrolment.ts'
import { type SeveralContext, whereBoth } from './several-context.ts'

export const olderTab: Check<SeveralContext> = {
  id: 'older-tab',
  title: 'Enrolling works at one LMS after a page of the other one was opened',
  what: 'Every LMS sets the cookie `edx_csrf_token` on the domain that it shares with Richie, and Richie reads that one name: the LMS that was asked last has the cookie. In a tab that was open before, enrolling at the other LMS is then 403 ("CSRF token incorrect"), and Richie says "Your enrollment request failed"; in a new tab Richie asks first, which sets the cookie again. A reload does not: Richie keeps the answers in its tab for 20 minutes. The check does what two tabs do, for a course run that does not exist.',
  see: 'bin/campus check --only older-tab --verbose',
  fix: 'Open the page of the course in a new tab. Nothing in the settings fixes it: Richie knows one name for the cookie. LMSes on separate domains, each with its own Richie, do not have this problem.',
  symptoms: [
    'A click on the enrol button says "Your enrollment request failed"',
    '403, `CSRF Failed: CSRF token missing`, `incorrect` or `has incorrect length`',
  ],
  needs: ['enrollment-post'],
  look: whereBoth(async ({ own, authentication }) => {
    // An external one is not called for this.
    const isOwnOlder = own.lms.provider === 'mock'
    const [older, newer] = isOwnOlder ? [own, authentication] : [authentication, own]
    const tabs = await openTwoTabs(older, newer)
    if (tabs === undefined)
      return skip(`${newer.lms.key} sets no CSRF cookie that Richie's pages read, see its csrf-cookie`)
    const enrolled = await tabs.enrolInOlder()
    const again = await tabs.enrolInNew()
    const silent = noAnswer(older, enrolled) ?? noAnswer(older, again)
    if (silent !== undefined) return silent
    const evidence = [enrolled, again].flatMap((exchange) => withBody(exchange, ['Cookie', 'X-CSRFToken']))
    if (!isAccepted(again)) return fail(refused(older, newer, again), fix(older), evidence)
    if (isAccepted(enrolled)) return ok(`${older.lms.key} enrols in older tabs too`, evidence)
    return ok(
      `a tab of ${older.lms.key} older than one of ${newer.lms.key} gets ${enrolled.answer?.status ?? 0}, a new tab enrols`,
      evidence,
    )
  }),
}

/** The run does not exist, which the LMS sees only after the CSRF check (openedx-api 1.4). */
function isAccepted(exchange: Exchange): boolean {
  return exchange.answer?.status === 400 && detailOf(exchange).includes(noCourse)
}

function refused({ lms }: LmsContext, newer: LmsContext, exchange: Exchange): string {
  const detail = detailOf(exchange)
  const words = detail === '' ? '' : ` (${detail})`
  return `after a page of ${newer.lms.key}, ${lms.key} answers ${exchange.answer?.status ?? 0}${words} to a new tab too`
}

function fix(older: LmsContext) {
  return fixLms(
    older,
    'each enrollment GET must set edx_csrf_token again: no proxy or cache in front may keep the answer, or drop Set-Cookie.',
  )
}

/** One browser with two tabs of Richie: a course page of one LMS, and after it one of another. */
type TwoTabs = {
  /** The POST of the first tab, which asks nothing before it. */
  readonly enrolInOlder: () => Promise<Exchange>
  /** The same in a tab that is opened now: it asks for the enrolment first. */
  readonly enrolInNew: () => Promise<Exchange>
}

/**
 * Combines the cookies that both visits got, in this order, so that neither LMS is called again; undefined if the newer one leaves
 * the CSRF cookie of the older as it is.
 */
async function openTwoTabs(older: LmsContext, newer: LmsContext): Promise<TwoTabs | undefined> {
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
