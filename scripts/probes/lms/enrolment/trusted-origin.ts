import { fail, ok, skip, type Check } from '../../../diagnosis/check.ts'
import { fixSettings } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { noAnswer, withBody } from '../no-answer.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'
import { detailOf } from './post-refusal.ts'

export const trustedOrigin: Check<LmsContext> = {
  id: 'trusted-origin',
  title: "The LMS accepts a POST from Richie's origin",
  what: "Since Django 4 (Open edX from Quince on) the Origin of a POST is checked first, whatever CORS and the CSRF cookie say: an origin that is not in `CSRF_TRUSTED_ORIGINS` gets 403 `Origin checking failed`. Richie's guides do not mention this setting. Older releases check the Referer over https (`Referer checking failed`), unless the call counts as an allowed cross-domain one.",
  see: 'bin/campus check --only trusted-origin --verbose',
  fix: 'In the settings of the LMS: `CSRF_TRUSTED_ORIGINS = ["https://richie.local.dev:8070"]`, with scheme and port. In lms.env.yml the key is `CSRF_TRUSTED_ORIGINS_WITH_SCHEME`: the plain name is overwritten by production.py.',
  symptoms: [
    '403, `CSRF Failed: Origin checking failed`',
    '403, `CSRF Failed: Referer checking failed - no Referer`',
    'A click on the enrol button says "Your enrollment request failed"',
  ],
  needs: ['csrf-cookie', 'throttle'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const exchange = await context.visit.post()
      if (noAnswer(context, exchange) !== undefined) return skip('no answer to judge, see enrollment-post')
      const { origin } = context.surroundings.plan.richie.site
      const evidence = withBody(exchange, ['Origin', 'Referer'])
      const detail = detailOf(exchange)
      if (exchange.answer?.status !== 403 || !/(?:Origin|Referer) checking failed/.test(detail))
        return ok(origin, evidence)
      // Only Django 4 and later check the Origin; before, the whitelist of CORS lets a Referer pass.
      const fix = detail.includes('Origin checking failed')
        ? fixSettings(context, ['CSRF_TRUSTED_ORIGINS'], { release: 'teak' })
        : fixSettings(context, ['CORS_ORIGIN_WHITELIST', 'CORS_ALLOW_INSECURE'])
      return fail(`the POST that enrols answers 403: ${detail.replace(/^CSRF Failed: /, '')}`, fix, evidence)
    }),
  ),
}
