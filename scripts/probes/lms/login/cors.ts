import { fail, ok, type Check, warn } from '../../../diagnosis/check.ts'
import type { Answer } from '../../http/exchange.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { fixLms, fixSettings } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { isPage, judgeAnswer, statusOf } from '../no-answer.ts'
import { foreignOrigin } from '../visit/try-enrolment.ts'
import { onlyWhereCalled } from '../where.ts'
import { corsHeaders, forbiddenHeaders, hiddenFrom } from './cors-rules.ts'

export const cors: Check<LmsContext> = {
  id: 'cors',
  title: "The LMS lets scripts of Richie's pages call it (CORS)",
  what: 'Richie and the LMS are two origins, so a browser gives Richie\'s scripts an answer of the LMS only if its headers allow Richie\'s origin, with cookies. Before the POST that enrols, the browser sends a preflight (OPTIONS). If the origin is not allowed, the learner looks anonymous, and the console says "blocked by CORS policy"; the LMS may have processed the call all the same. The origin is compared as text: `https://richie.local.dev` is not `https://richie.local.dev:8070`.',
  see: "curl -si -X OPTIONS https://edx.local.dev:8073/api/enrollment/v1/enrollment -H 'Origin: https://richie.local.dev:8070' -H 'Access-Control-Request-Method: POST' -H 'Access-Control-Request-Headers: content-type,x-csrftoken'",
  fix: 'In the settings of the LMS: `FEATURES["ENABLE_CORS_HEADERS"] = True`, `CORS_ALLOW_CREDENTIALS = True`, and Richie\'s origin in `CORS_ORIGIN_WHITELIST`: with scheme and port from Maple on, `host:port` without a scheme up to Lilac. A proxy in front must neither add nor drop these headers, nor redirect the preflight. `bin/campus settings openedx` prints all these settings.',
  symptoms: [
    'The browser\'s console says "blocked by CORS policy"',
    'Logged in at the LMS, but anonymous in Richie',
    'A click on the enrol button says "Your enrollment request failed"',
  ],
  needs: ['heartbeat'],
  look: onlyWhereCalled(async (context) => {
    const { visit, surroundings } = context
    const { origin } = surroundings.plan.richie.site
    const preflight = await visit.preflight()
    return judgeAnswer(context, preflight, (answer) => {
      const evidence = showExchange(preflight, [...corsHeaders, 'Access-Control-Allow-Headers', 'Location'])
      if (answer.status >= 400 && isPage(preflight)) {
        const own = 'a proxy or firewall in front must let OPTIONS through to the LMS.'
        return fail(statusOf(preflight), fixLms(context, own), evidence)
      }
      const fault = faultOf(origin, answer)
      if (fault === undefined) return ok(`${origin} is allowed, with cookies`, evidence)
      return fail(fault, fixSettings(context, settings), evidence)
    })
  }),
}

const settings = ['ENABLE_CORS_HEADERS', 'CORS_ALLOW_CREDENTIALS', 'CORS_ORIGIN_WHITELIST']

function faultOf(origin: string, answer: Answer): string | undefined {
  const { status, headers } = answer
  if (status >= 300 && status < 400)
    return `the preflight is redirected (${status}) to ${headers.location ?? 'nowhere'}, which browsers refuse`
  const hidden = hiddenFrom(origin, answer)
  if (hidden !== undefined) {
    // django-cors-headers answers every preflight itself, with 200; otherwise the view does, and asks for a login.
    const isOff = status >= 400 && headers['access-control-allow-origin'] === undefined
    return isOff ? `the preflight answers ${status}: CORS is switched off (ENABLE_CORS_HEADERS)` : hidden
  }
  if (status >= 400) return `the preflight answers ${status}`
  const missing = forbiddenHeaders(answer, ['content-type', 'x-csrftoken'])
  return missing.length > 0
    ? `Access-Control-Allow-Headers lacks ${missing.join(' and ')} (CORS_ALLOW_HEADERS)`
    : undefined
}

export const corsForeign: Check<LmsContext> = {
  id: 'cors-foreign',
  title: "The LMS refuses calls from other sites with a learner's cookies",
  what: 'If every origin is allowed, any page that a learner opens elsewhere can read their account and enrolments with their cookies and, on a release before Django 4, enrol them. The FUN images allow it on purpose, for development (`CORS_ORIGIN_ALLOW_ALL`): harmless on a laptop, not on a server. It also hides a wrong whitelist.',
  see: "curl -si -X OPTIONS https://edx.local.dev:8073/api/enrollment/v1/enrollment -H 'Origin: https://foreign.invalid' -H 'Access-Control-Request-Method: POST'",
  fix: "In the settings of the LMS: `CORS_ORIGIN_ALLOW_ALL = False`, and Richie's origin in `CORS_ORIGIN_WHITELIST`. In the FUN images only an empty value of the variable is false: `CORS_ORIGIN_ALLOW_ALL=`.",
  needs: ['cors'],
  look: onlyWhereCalled(async (context) => {
    const exchange = await context.visit.foreignPreflight()
    const allowed = exchange.answer?.headers['access-control-allow-origin']
    const evidence = showExchange(exchange, corsHeaders)
    if (allowed !== foreignOrigin && allowed !== '*') return ok('a foreign origin is refused', evidence)
    const { origin } = context.surroundings.plan.richie.site
    const settings = `in the settings of the LMS\nCORS_ORIGIN_ALLOW_ALL = False\nCORS_ORIGIN_WHITELIST = ["${origin}"]`
    return warn(
      'every site may call it with cookies (CORS_ORIGIN_ALLOW_ALL)',
      fixLms(context, settings),
      evidence,
    )
  }),
}
