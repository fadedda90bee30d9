import { fail, ok, warn, type Check, type Fix } from '../../../diagnosis/check.ts'
import { referrerPolicy as ownPolicy } from '../../../plan/connection.ts'
import { showExchange } from '../../http/show-exchange.ts'
import type { LmsContext } from '../lms-context.ts'
import { onlyWhereCalled } from '../where.ts'

export const referrerPolicy: Check<LmsContext> = {
  id: 'referrer-policy',
  title: "Browsers send the LMS a Referer from Richie's pages",
  what: 'Open edX sets its CSRF cookie for enrolling from another site only if the request has a Referer of a site that it knows. Richie\'s page decides which Referer a browser sends: by the header `Referrer-Policy`, or by a meta tag, which overrides it. Django\'s own default, `same-origin`, sends none to another origin: there is no cookie, and enrolling fails with 403 ("CSRF token missing" or "Referer checking failed - no Referer"). Policies that send the bare origin will do, except for one intermediate version of Open edX, which mangles it.',
  see: 'curl -sSi http://richie.campus.localhost:8070/en/ | grep -i referrer',
  fix: 'In Richie\'s settings: `SECURE_REFERRER_POLICY = "unsafe-url"`, as Richie\'s own development settings have it. `no-referrer-when-downgrade` is enough where the LMS is https, or Richie plain http on a name other than `*.localhost`. A proxy in front of Richie must not add its own Referrer-Policy: browsers take the last one. A meta tag `referrer` in one of your templates overrides both.',
  symptoms: [
    '403, `CSRF Failed: Referer checking failed - no Referer`',
    '403, `CSRF Failed: CSRF token missing`, `incorrect` or `has incorrect length`',
    'A click on the enrol button says "Your enrollment request failed"',
  ],
  needs: ['richie-page'],
  look: onlyWhereCalled(async ({ richie, lms, surroundings: { plan } }) => {
    const { policy, from } = await richie.referrerPolicy()
    const home = await richie.home()
    const { baseUrl } = lms.connection
    const referer = await richie.refererFor(`${baseUrl}/api/`)
    const evidence = [
      ...showExchange(home, ['Referrer-Policy']),
      ...(from === 'meta' ? [`meta tag: ${policy}`] : []),
      `to ${baseUrl} -> Referer: ${referer ?? '(none)'}`,
    ]
    const fix = fixOf(from)
    if (referer === undefined)
      return fail(`${policy}: browsers send no Referer to ${baseUrl}`, [fix], evidence)
    const { origin } = plan.richie.site
    if (referer === `${origin}/` && home.asked.url !== `${origin}/`) {
      return warn(
        `${policy}: browsers send the bare origin, which one version of Open edX mangles`,
        [fix],
        evidence,
      )
    }
    return ok(`${policy}: the LMS gets the address of the page`, evidence)
  }),
}

function fixOf(from: 'header' | 'meta' | 'default'): Fix {
  const setting = `SECURE_REFERRER_POLICY = "${ownPolicy}"`
  if (from === 'meta') {
    return {
      says: `Remove the meta tag "referrer" from Richie's templates, and set in its settings:\n${setting}`,
    }
  }
  return { says: `Set in Richie's settings, and have no proxy add a Referrer-Policy:\n${setting}` }
}
