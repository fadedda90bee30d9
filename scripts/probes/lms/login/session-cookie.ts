import { Cookie } from 'tough-cookie'
import { fail, ok, warn, type Check, type Fix } from '../../../diagnosis/check.ts'
import type { Exchange } from '../../http/exchange.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { fixSettings } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { mePath } from '../visit/ask-me.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'

export const sessionCookie: Check<LmsContext> = {
  id: 'session-cookie',
  title: "The browser keeps the session cookie of the LMS, and sends it from Richie's pages",
  what: "A login sets a session cookie. A browser does not keep one that is Secure over plain http (except on `localhost` and `*.localhost`), one whose Domain is not the LMS's own, or one with SameSite=None that is not Secure; from a page of another site (another domain, or http against https) it sends only cookies with SameSite=None. Then the login succeeds and the learner stays anonymous. Cookies ignore ports: a Richie that uses Django's default name treats a session cookie `sessionid` on its own host as its own, and deletes it.",
  see: 'curl -si https://edx.local.dev:8073/login | grep -i set-cookie',
  fix: 'In the settings of the LMS: `SESSION_COOKIE_NAME = "edx_session"`, `SESSION_COOKIE_DOMAIN` empty (the cookie is then the host\'s own), `SESSION_COOKIE_SECURE` on over https and off over plain http, `SESSION_COOKIE_HTTPONLY = True`. Over plain http also `SESSION_COOKIE_SAMESITE = "Lax"` (in lms.env.yml `DCS_SESSION_COOKIE_SAMESITE`): the default of recent releases, None, is dropped from a cookie that is not Secure. `bin/campus settings openedx` prints them. In the FUN images only an empty value is false.',
  symptoms: ['Logged in at the LMS, but anonymous in Richie', 'Logged out again a moment after logging in'],
  needs: ['login', 'shared-domain'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const { visit, lms, surroundings } = context
      const { posted } = await visit.login()
      if (posted?.answer === undefined) return fail('there was no login to look at', [])
      const evidence = showExchange(posted, ['Set-Cookie'])
      const cookie = sessionIn(posted)
      const fix = fixOf(context, cookie)
      if (cookie === undefined) return fail('the login sets no session cookie', fix, evidence)
      const refusal = visit.cookies.refusal(cookie.key)
      if (refusal !== undefined)
        return fail(`the browser does not keep ${cookie.key}: ${refusal}`, fix, evidence)
      const { origin } = surroundings.plan.richie.site
      const url = lms.connection.baseUrl + mePath['openedx-hawthorn']
      const isSent = visit.cookies.header(url, { page: origin }, (name) => name === cookie.key) !== ''
      if (!isSent) {
        const says = `${cookie.key} is not sent from ${origin}: ${whyNotSent(cookie)}`
        return fail(says, fix, evidence)
      }
      const weak = weaknessesOf(cookie, new URL(lms.connection.baseUrl), new URL(origin))
      return weak.length === 0
        ? ok(cookie.key, evidence)
        : warn(`${cookie.key}: ${weak.join('; ')}`, fix, evidence)
    }),
  ),
}

/** The settings that every connection needs, and those that are wrong for this cookie. */
function fixOf(context: LmsContext, cookie: Cookie | undefined): readonly Fix[] {
  const names = ['SESSION_COOKIE_NAME', 'SESSION_COOKIE_SECURE', 'SESSION_COOKIE_SAMESITE']
  const more = [
    ...(cookie !== undefined && cookie.domain !== null ? ['SESSION_COOKIE_DOMAIN = ""'] : []),
    ...(cookie?.httpOnly === false ? ['SESSION_COOKIE_HTTPONLY = True'] : []),
  ]
  // Releases that know no SameSite set none.
  const isNew = cookie?.sameSite !== undefined && cookie.sameSite !== ''
  return fixSettings(context, names, { more, ...(isNew ? { release: 'teak' } : {}) })
}

/** Whatever its name is (`sessionid`, `edx_session`, FUN's `edxcsrftoken`), scripts are not to read it; nor one half of the JWT. */
function sessionIn({ answer }: Exchange): Cookie | undefined {
  const cookies = (answer?.setCookies ?? [])
    .map((line) => Cookie.parse(line))
    .filter((cookie) => cookie !== undefined)
    .filter(({ key, value }) => value !== '' && value !== '""' && !/^edx-jwt|^csrftoken$/.test(key))
  return cookies.find(({ key }) => /sess/i.test(key)) ?? cookies.find(({ httpOnly }) => httpOnly)
}

function whyNotSent({ path, sameSite }: Cookie): string {
  if (path !== null && path !== '/') return `its Path is ${path}`
  return `the two are different sites, and its SameSite is ${sameSite ?? 'not stated'}`
}

function weaknessesOf({ key, domain, httpOnly, secure }: Cookie, lms: URL, richie: URL): readonly string[] {
  const reachesRichie =
    lms.hostname === richie.hostname || (domain !== null && `.${richie.hostname}`.endsWith(`.${domain}`))
  return [
    ...(httpOnly ? [] : ['scripts can read it, it is not HttpOnly']),
    ...(lms.protocol === 'https:' && !secure ? ['it is not Secure, though the site is https'] : []),
    ...(domain !== null && reachesRichie ? [`its Domain ${domain} gives it to Richie too`] : []),
    ...(key === 'sessionid' && reachesRichie ? ["a Richie with Django's default name deletes it"] : []),
  ]
}
