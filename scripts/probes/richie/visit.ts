import type { Lms } from '../../plan/lms.ts'
import type { Plan } from '../../plan/plan.ts'
import { once } from '../../system/once.ts'
import { askFollowing, type Client } from '../http/client.ts'
import type { Exchange } from '../http/exchange.ts'
import { policyOf, refererUnder, type ReferrerPolicy } from '../http/referrer-policy.ts'
import { findCoursePage, richieTimeout, type CoursePage } from './find-course-page.ts'
import { readFrontendContext, type ReadContext } from './frontend-context.ts'

/** Richie's pages as a browser gets them, each fetched once, however many probes look at it. */
export type RichieVisit = {
  /** The home page, after its redirect to a language. */
  readonly home: () => Promise<Exchange>
  /** The same, not from the cache: Richie keeps its pages for a minute. */
  readonly freshHome: () => Promise<Exchange>
  /** Of the home page; every page has the same. */
  readonly context: () => Promise<ReadContext>
  /** Answer of the search API on courses, at most 100 of them. */
  readonly search: () => Promise<Exchange>
  /** A published course page with a run of this LMS, one that is open for enrolment if there is one. */
  readonly coursePage: (lms: Lms) => Promise<CoursePage | undefined>
  readonly referrerPolicy: () => Promise<{
    readonly policy: ReferrerPolicy
    readonly from: 'header' | 'meta' | 'default'
  }>
  /** The Referer header that a browser sends from Richie's pages to `target`; undefined where none. */
  readonly refererFor: (target: string) => Promise<string | undefined>
}

export function visitRichie(plan: Plan, client: Client, now: Date): RichieVisit {
  const { origin } = plan.richie.site
  const home = once(() => askFollowing(client, `${origin}/`, richieTimeout))
  const search = once(() => client.ask(`${origin}/api/v1.0/courses/?limit=100`, richieTimeout))
  const referrerPolicy = once(async () => policyOf((await home()).answer ?? { headers: {}, body: '' }))
  const pages = new Map<string, Promise<CoursePage | undefined>>()
  return {
    home,
    freshHome: once(async () => {
      const { url } = (await home()).asked
      return await client.ask(`${url}?campus-check=${now.getTime()}`, richieTimeout)
    }),
    context: once(async () => readFrontendContext((await home()).answer?.body ?? '')),
    search,
    coursePage: (lms) => {
      const page = pages.get(lms.key) ?? findCoursePage({ plan, client, now, home, search }, lms)
      pages.set(lms.key, page)
      return page
    },
    referrerPolicy,
    refererFor: async (target) =>
      refererUnder((await referrerPolicy()).policy, (await home()).asked.url, target),
  }
}
