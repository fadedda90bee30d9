import { ok, warn, type Check } from '../../diagnosis/check.ts'
import { showExchange } from '../show-exchange.ts'
import { corsHeaders } from './cors-rules.ts'
import type { LmsContext } from './lms-context.ts'
import { mendLms } from './mends.ts'
import { foreignOrigin } from './paths.ts'
import { whereAsked } from './where.ts'

export const corsForeign: Check<LmsContext> = {
  id: 'cors-foreign',
  title: 'The LMS lets no other site call it with the cookies of a learner',
  what: 'Where every origin is allowed, any page that a learner opens elsewhere can read his account and enrolments with his cookies and, on a release before Django 4, enrol him. The FUN images are set so on purpose for development (`CORS_ORIGIN_ALLOW_ALL`): harmless on a laptop, not on a server. It also hides a whitelist that is wrong.',
  see: "curl -si -X OPTIONS https://edx.local.dev:8073/api/enrollment/v1/enrollment -H 'Origin: https://foreign.invalid' -H 'Access-Control-Request-Method: POST'",
  mend: "In the settings of the LMS: `CORS_ORIGIN_ALLOW_ALL = False`, and Richie's origin in `CORS_ORIGIN_WHITELIST`. In the FUN images only an empty value of the variable is false: `CORS_ORIGIN_ALLOW_ALL=`.",
  needs: ['cors'],
  look: whereAsked(async (context) => {
    const exchange = await context.visit.foreignPreflight()
    const allowed = exchange.answer?.headers['access-control-allow-origin']
    const evidence = showExchange(exchange, corsHeaders)
    if (allowed !== foreignOrigin && allowed !== '*') return ok('a foreign origin is refused', evidence)
    const { origin } = context.surroundings.plan.richie.site
    const settings = `in the settings of the LMS\nCORS_ORIGIN_ALLOW_ALL = False\nCORS_ORIGIN_WHITELIST = ["${origin}"]`
    return warn(
      'every site is allowed to call it with cookies (CORS_ORIGIN_ALLOW_ALL)',
      mendLms(context, settings),
      evidence,
    )
  }),
}
