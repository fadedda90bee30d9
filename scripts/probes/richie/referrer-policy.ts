import { fail, ok, warn, type Check, type Mend } from '../../diagnosis/check.ts'
import { showExchange } from '../show-exchange.ts'
import type { RichieContext } from './richie-context.ts'

export const referrerPolicy: Check<RichieContext> = {
  id: 'referrer-policy',
  title: "Richie's pages let browsers tell the LMS where a request comes from",
  what: 'Open edX gives out its CSRF cookie for enrolling from another site only where the request has a Referer of a site that it knows. Which one a browser sends is stated by Richie\'s page: the header `Referrer-Policy`, or a meta tag, which overrides it. Django\'s own default, `same-origin`, sends none to another origin: there is no cookie, and the enrolment is a 403 ("CSRF token missing" or "Referer checking failed - no Referer"). Policies that send the bare origin do, but for one intermediate version of Open edX, which mangles it.',
  see: 'curl -sSi http://richie.campus.localhost:8070/en/ | grep -i referrer',
  mend: 'In Richie\'s settings: `SECURE_REFERRER_POLICY = "no-referrer-when-downgrade"` (or `unsafe-url`, as Richie\'s own development settings have it). A proxy before Richie must not add a Referrer-Policy of its own: browsers take the last one. A meta tag `referrer` in a template of yours overrides both.',
  symptoms: [
    '403, `CSRF Failed: Referer checking failed - no Referer`',
    '403, `CSRF Failed: CSRF token missing`, `incorrect` or `has incorrect length`',
    'A click on the enrol button says "Your enrollment request failed"',
  ],
  needs: ['richie-page'],
  look: async ({ visit, surroundings: { plan } }) => {
    const { policy, from } = await visit.referrerPolicy()
    const home = await visit.home()
    const sent = await Promise.all(
      plan.lmses.map(async ({ connection: { baseUrl } }) => ({
        baseUrl,
        referer: await visit.refererFor(`${baseUrl}/api/`),
      })),
    )
    const evidence = [
      ...showExchange(home, ['Referrer-Policy']),
      ...(from === 'meta' ? [`meta tag: ${policy}`] : []),
      ...sent.map(({ baseUrl, referer }) => `to ${baseUrl} -> Referer: ${referer ?? '(none)'}`),
    ]
    const mend = mendOf(from)
    const without = sent.filter(({ referer }) => referer === undefined).map(({ baseUrl }) => baseUrl)
    if (without.length > 0)
      return fail(`${policy}: browsers send no Referer to ${without.join(', ')}`, [mend], evidence)
    const { origin } = plan.richie.site
    if (sent.some(({ referer }) => referer === `${origin}/`) && home.asked.url !== `${origin}/`)
      return warn(
        `${policy}: browsers send the bare origin, which one version of Open edX mangles`,
        [mend],
        evidence,
      )
    return ok(`${policy}: the LMS is told the page`, evidence)
  },
}

function mendOf(from: 'header' | 'meta' | 'default'): Mend {
  const setting = 'SECURE_REFERRER_POLICY = "no-referrer-when-downgrade"'
  if (from === 'meta')
    return {
      says: `Take the meta tag "referrer" out of Richie's templates, and in its settings have:\n${setting}`,
    }
  return { says: `In Richie's settings, with no Referrer-Policy added by a proxy:\n${setting}` }
}
