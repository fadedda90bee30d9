import type { Lms } from '../../../plan/lms.ts'
import { once } from '../../../system/once.ts'
import { openBrowserCookies, type BrowserCookies } from '../../http/browser-cookies.ts'
import type { Client } from '../../http/client.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { ProbeLearner } from '../../surroundings.ts'
import { askMe, askWhetherKnown, interfaceOf, mePath, type Me, type WhetherKnown } from './ask-me.ts'
import { openBrowser, type RichiePage } from './browser.ts'
import { follow, type Followed } from './follow.ts'
import { logIn, type Login } from './log-in-form.ts'
import { openStay } from './stay.ts'
import {
  enrolAndLeave,
  noCourse,
  openCourse,
  postEnrolment,
  type Enrolment,
  enrollmentPath,
  foreignOrigin,
} from './try-enrolment.ts'

/**
 * A learner's conversation with one LMS, as a browser on a page of Richie has it. Each call is made when it is first asked
 * for, after those that come before it, and once: at most 20 in all, one wrong password never, and nothing is written unless
 * the learner may be enrolled.
 */
export type LmsVisit = {
  readonly cookies: BrowserCookies
  readonly heartbeat: () => Promise<Exchange>
  /** What a browser asks before the POST that enrols, from Richie's origin and from a foreign one. */
  readonly preflight: () => Promise<Exchange>
  readonly foreignPreflight: () => Promise<Exchange>
  readonly login: () => Promise<Login>
  readonly me: () => Promise<Me>
  /** The enrolment that Richie's page asks for, which sets the CSRF cookie. */
  readonly enrollment: () => Promise<Exchange>
  /** A call that only a logged-in learner gets an answer to, with the session cookie only. */
  readonly sessionAlone: () => Promise<Exchange>
  /** The POST that enrols, for a course run that does not exist. */
  readonly post: () => Promise<Exchange>
  /** Undefined where the learner may not be enrolled, or no open course run is known. */
  readonly enrol: () => Promise<Enrolment | undefined>
  /** `/login?next=...` of a learner who is logged in, and where it leads. */
  readonly wayBack: () => Promise<Followed>
  readonly logout: () => Promise<{ readonly logout: Exchange; readonly after: WhetherKnown }>
  /** Stops the visit: ends the session where one was begun, and says where the learner is still enrolled. */
  readonly leave: () => Promise<string | undefined>
}

export type VisitWorld = {
  readonly client: Client
  readonly lms: Lms
  readonly page: RichiePage
  readonly learner: ProbeLearner | undefined
  readonly mayEnrol: boolean
  readonly now: Date
  /** Course links that were named beside the plan's. */
  readonly links: readonly string[]
}

export function openVisit({ client, lms, page, learner, mayEnrol, now, links }: VisitWorld): LmsVisit {
  const { baseUrl } = lms.connection
  const cookies = openBrowserCookies()
  const browser = openBrowser(client, baseUrl, page, cookies)
  const stay = openStay(browser, lms)
  const course = openCourse(lms, now, links)

  const login = once(async () => {
    if (learner === undefined) throw new Error('Checks that need a learner are skipped without one')
    return await stay.isLoggingIn(logIn(browser, lms.release, learner))
  })
  const me = once(async () => {
    await login()
    return await askMe(browser, lms)
  })
  const enrollment = once(async () => {
    const { username = '' } = await me()
    return await browser.fromPage(`${enrollmentPath}/${username},${course ?? noCourse}`)
  })
  const sessionAlone = once(async () => {
    await enrollment()
    // Dogwood's own question counts as a login (openedx-teak-measured.md, New): there the list of enrolments is asked for.
    const path = interfaceOf(lms) === 'openedx-dogwood' ? enrollmentPath : mePath['openedx-hawthorn']
    return await browser.fromPage(path, {
      only: (name) => !/^edx-jwt-|^edxloggedin|^edx-user-info/.test(name),
    })
  })
  const post = once(async () => {
    await sessionAlone()
    return await postEnrolment(browser, lms, (await me()).username, noCourse)
  })
  const enrol = once(async () => {
    await post()
    if (!mayEnrol || course === undefined) return undefined
    const [before, { username }] = [await enrollment(), await me()]
    return await stay.isEnrolling(enrolAndLeave(browser, lms, before, username, course))
  })
  const wayBack = once(async () => {
    await enrol()
    const next = lms.connection.nextUrl + new URL(await page.url()).pathname
    return await follow(browser, `${baseUrl}/login?next=${next}`)
  })
  const preflightOf = (origin: string) =>
    client.ask(baseUrl + enrollmentPath, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,x-csrftoken',
      },
    })
  return {
    cookies,
    heartbeat: once(() => client.ask(`${baseUrl}/heartbeat`)),
    preflight: once(() => preflightOf(page.origin)),
    foreignPreflight: once(() => preflightOf(foreignOrigin)),
    login,
    me,
    enrollment,
    sessionAlone,
    post,
    enrol,
    wayBack,
    logout: once(async () => {
      await wayBack()
      const logout = await stay.logOut()
      return { logout, after: await askWhetherKnown(browser, lms) }
    }),
    leave: stay.leave,
  }
}
