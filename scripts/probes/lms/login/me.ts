import { fail, ok, type Check, type Verdict } from '../../../diagnosis/check.ts'
import type { Answer, Exchange } from '../../http/exchange.ts'
import { fixLms } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { judgeAnswer, nameOf, withBody } from '../no-answer.ts'
import { interfaceOf } from '../visit/ask-me.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'
import { endedByAsking } from './concurrent-logins.ts'
import { corsHeaders, hiddenFrom } from './cors-rules.ts'

export const me: Check<LmsContext> = {
  id: 'me',
  title: "Richie's page learns from the LMS who is logged in",
  what: 'Richie asks the LMS who the visitor is: with `openedx-hawthorn` at `/api/user/v1/me`, with `openedx-dogwood` at `/api/mobile/v0.5/my_user_info`, which redirects to the user; both answers need CORS headers. 401 and 403 mean anonymous: the page shows the log in button again. 404 means that the interface does not fit the release: Dogwood has no `/me`, and the mobile API is off by default. Richie keeps the answer in the tab for 5 minutes (sessionStorage): after a log-in at the LMS itself an open page stays logged out, also when it is reloaded; a new tab asks again.',
  see: "curl -si https://edx.local.dev:8073/api/user/v1/me -H 'Origin: https://richie.local.dev:8070'",
  fix: 'Choose the interface that fits: `lms.<key>.backend` and `lms.<key>.backendOverHttp` of environment.yaml, in Richie `AUTHENTICATION_BACKEND` and `JS_BACKEND`. For `openedx-dogwood` the LMS needs `FEATURES["ENABLE_MOBILE_REST_API"] = True`. If a new session is unknown, look at where sessions are kept: with `cache`, a flushed or second memcached loses them.',
  symptoms: ['Logged in at the LMS, but anonymous in Richie', 'Logged out again a moment after logging in'],
  needs: ['cors', 'session-cookie'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const { calls, last, username } = await context.visit.me()
      return judgeAnswer(context, last, (answer) => {
        const evidence = calls.flatMap((call) => withBody(call, [...corsHeaders, 'Location']))
        const redirect = redirected(context, last, evidence)
        if (redirect !== undefined) return redirect
        const hidden = firstHidden(context, calls)
        if (hidden !== undefined) return fail(hidden, fixLms(context, corsSettings), evidence)
        if (username !== undefined) return ok(username, evidence)
        // The first call was answered for the learner, the second for nobody.
        const isEnded = calls.length > 1 && (answer.status === 401 || answer.status === 403)
        if (isEnded && interfaceOf(context.lms) === 'openedx-dogwood') return endedByAsking(context, evidence)
        return unknown(context, answer, nameOf(last), evidence)
      })
    }),
  ),
}

const corsSettings =
  'a proxy or cache in front of the LMS changes the CORS headers: Django sends them with every answer, errors too.'

function redirected(context: LmsContext, last: Exchange, evidence: readonly string[]) {
  const { asked, answer } = last
  const location = answer?.headers.location
  if (location === undefined) return undefined
  const target = URL.parse(location, asked.url)
  if (target === null || target.origin === new URL(context.lms.connection.baseUrl).origin) {
    const own =
      'no proxy in front may redirect it (a slash at the end, another scheme): browsers do not follow.'
    const where = target === null ? 'an invalid URL' : `${target.pathname} instead of answering`
    const says = `${nameOf(last)} redirects to ${where}`
    return fail(says, fixLms(context, own), evidence)
  }
  const { href } = target
  const settings =
    'in the proxy in front of the LMS, pass on its public address\nproxy_set_header Host $http_host;\nproxy_set_header X-Forwarded-Proto $scheme;'
  return fail(
    `the call is redirected to ${href}, which is not the LMS's own origin`,
    fixLms(context, settings),
    evidence,
  )
}

function firstHidden({ surroundings }: LmsContext, calls: readonly Exchange[]): string | undefined {
  const { origin } = surroundings.plan.richie.site
  const faults = calls.map((call) => {
    const why = call.answer && hiddenFrom(origin, call.answer)
    return why === undefined
      ? undefined
      : `the preflight is allowed, but the browser hides ${nameOf(call)}: ${why}`
  })
  return faults.find((fault) => fault !== undefined)
}

function unknown(
  context: LmsContext,
  { status }: Answer,
  name: string,
  evidence: readonly string[],
): Verdict {
  if (status === 401 || status === 403) {
    const says = `the learner logged in, and is anonymous a moment later (${status}): the session is gone`
    return fail(
      says,
      fixLms(
        context,
        'sessions must outlive the request\nSESSION_ENGINE = "django.contrib.sessions.backends.cached_db"',
      ),
      evidence,
    )
  }
  if (status === 404 && interfaceOf(context.lms) === 'openedx-dogwood') {
    const settings =
      'switch the mobile API on, or use openedx-hawthorn (Hawthorn and later)\nFEATURES["ENABLE_MOBILE_REST_API"] = True'
    return fail(`${name} is 404: the LMS has no mobile API`, fixLms(context, settings), evidence)
  }
  if (status === 404) {
    const key = `lms.${context.lms.key}`
    const settings = `${key}.backend: openedx-dogwood and ${key}.backendOverHttp in environment.yaml, for Dogwood and Eucalyptus.`
    return fail(
      `${name} is 404: the release is older than the configured interface`,
      fixLms(context, settings),
      evidence,
    )
  }
  return fail(
    `${name} answers ${status} without a username`,
    fixLms(context, 'check whether a proxy in front of the LMS answers instead.'),
    evidence,
  )
}
