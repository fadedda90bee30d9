import { fail, ok, skip, type Check } from '../../diagnosis/check.ts'
import type { Exchange } from '../exchange.ts'
import { noCourse } from '../lms/enrolment.ts'
import type { LmsContext } from '../lms/lms-context.ts'
import { mendLms } from '../lms/mends.ts'
import { noAnswer } from '../lms/no-answer.ts'
import { detailOf } from '../lms/post-refusal.ts'
import { seen } from '../lms/seen.ts'
import type { SeveralContext } from './several-context.ts'
import { openTwoTabs } from './two-tabs.ts'
import { whereBoth } from './where-both.ts'

export const olderTab: Check<SeveralContext> = {
  id: 'older-tab',
  title: 'Enrolling works at one LMS after a page of the other one was opened',
  what: 'Every LMS sets the cookie `edx_csrf_token` on the domain that it shares with Richie, and Richie reads that one name: the LMS that was asked last has the cookie. In a tab that was open before, enrolling at the other LMS is then 403 ("CSRF token incorrect"), and Richie says "Your enrollment request failed"; in a new tab Richie asks first, which sets the cookie anew. A reload asks nothing: for 20 minutes Richie keeps in its tab what it was answered. The check does as two tabs do, for a course run that does not exist.',
  see: 'bin/campus check --only older-tab --verbose',
  mend: 'Open the page of the course in a new tab. Nothing in the settings mends it: Richie knows one name for the cookie. LMSes below domains of their own, each shared with a Richie of its own, do not meet.',
  symptoms: [
    'A click on the enrol button says "Your enrollment request failed"',
    '403, `CSRF Failed: CSRF token missing`, `incorrect` or `has incorrect length`',
  ],
  needs: ['enrollment-post'],
  look: whereBoth(async ({ own, authentication }) => {
    // The one that is not ours is not called for this.
    const isOwnOlder = own.lms.provider === 'mock'
    const [older, newer] = isOwnOlder ? [own, authentication] : [authentication, own]
    const tabs = await openTwoTabs(older, newer)
    if (tabs === undefined)
      return skip(`${newer.lms.key} sets no CSRF cookie that Richie's pages read, see its csrf-cookie`)
    const enrolled = await tabs.enrolInOlder()
    const again = await tabs.enrolInNew()
    const silent = noAnswer(older, enrolled) ?? noAnswer(older, again)
    if (silent !== undefined) return silent
    const evidence = [enrolled, again].flatMap((exchange) => seen(exchange, ['Cookie', 'X-CSRFToken']))
    if (!isAccepted(again)) return fail(refused(older, newer, again), mend(older), evidence)
    if (isAccepted(enrolled)) return ok(`${older.lms.key} enrols in older tabs too`, evidence)
    return ok(
      `a tab of ${older.lms.key} that is older than one of ${newer.lms.key} is answered ${enrolled.answer?.status ?? 0}, a new tab enrols`,
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
  return `after ${newer.lms.key} was asked, ${lms.key} answers ${exchange.answer?.status ?? 0}${words} to a new tab too`
}

function mend(older: LmsContext) {
  return mendLms(
    older,
    'each enrollment GET must set edx_csrf_token anew: no proxy or cache in front may keep the answer, or drop Set-Cookie.',
  )
}
