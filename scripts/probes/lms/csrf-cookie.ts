import { Cookie } from 'tough-cookie'
import { fail, ok, type Check } from '../../diagnosis/check.ts'
import type { Exchange } from '../exchange.ts'
import { showExchange } from '../show-exchange.ts'
import type { LmsContext } from './lms-context.ts'
import { mendLms } from './mends.ts'
import { asLearner, whereAsked } from './where.ts'

export const csrfCookie: Check<LmsContext> = {
  id: 'csrf-cookie',
  title: "Scripts of Richie's pages can read the CSRF cookie of the LMS",
  what: 'Richie sends the value of the cookie `edx_csrf_token` along when it enrols. The LMS sets it on the enrollment GET, and only where all of this is so: the feature is on, the Referer is there and its origin is in `CORS_ORIGIN_WHITELIST`, and both sides are https unless `CORS_ALLOW_INSECURE`. Its Domain must cover both hosts (`.local.dev` for richie.local.dev and edx.local.dev), its Path be `/`, and it must not be HttpOnly. It is always Secure: over plain http browsers keep it on `localhost` and `*.localhost` only. Without it enrolling is 403.',
  see: "curl -si https://edx.local.dev:8073/api/enrollment/v1/enrollment/edx,course-v1:edX+DemoX+Demo_Course -b \"edx_session=$SESSION\" -H 'Origin: https://richie.local.dev:8070' -H 'Referer: https://richie.local.dev:8070/en/' | grep -i set-cookie",
  mend: 'In the settings of the LMS: `FEATURES["ENABLE_CROSS_DOMAIN_CSRF_COOKIE"] = True`, `CROSS_DOMAIN_CSRF_COOKIE_NAME = "edx_csrf_token"`, `CROSS_DOMAIN_CSRF_COOKIE_DOMAIN = ".local.dev"`, and Richie\'s origin in `CORS_ORIGIN_WHITELIST` (up to Juniper its host without the port besides). Over plain http also `CORS_ALLOW_INSECURE = True`. Behind a proxy that does TLS: `X-Forwarded-Proto $scheme` and `SECURE_PROXY_SSL_HEADER`, else the LMS takes the call for http.',
  symptoms: [
    '403, `CSRF Failed: CSRF token missing`, `incorrect` or `has incorrect length`',
    'A click on the enrol button says "Your enrollment request failed"',
  ],
  needs: ['enrollment', 'referrer-policy'],
  look: whereAsked(
    asLearner(async (context) => {
      const exchange = await context.visit.enrollment()
      const evidence = showExchange(exchange, ['Origin', 'Referer', 'Set-Cookie'])
      const { says, own } = faultOf(context, exchange)
      if (says === undefined) return ok('kept by the browser, and readable on Richie', evidence)
      return fail(says, mendLms(context, own), evidence)
    }),
  ),
}

type Fault = { readonly says: string | undefined; readonly own: string }

function faultOf(context: LmsContext, exchange: Exchange): Fault {
  const { visit, lms, surroundings } = context
  const { csrfCookie: name, cookieDomain } = lms.connection.lmsRules
  const { origin } = surroundings.plan.richie.site
  const cookies = cookiesOf(exchange)
  const cookie = cookies.get(name)
  if (cookie === undefined) return missing(context, exchange, cookies)
  const setting = `in the settings of the LMS\nCROSS_DOMAIN_CSRF_COOKIE_DOMAIN = "${cookieDomain}"`
  const refusal = visit.cookies.refusal(name)
  if (refusal !== undefined) return { says: `the browser does not keep ${name}: ${refusal}`, own: setting }
  const domain = cookie.domain === null ? undefined : `.${cookie.domain}`
  if (!`.${new URL(origin).hostname}`.endsWith(domain ?? `.${new URL(lms.connection.baseUrl).hostname}`)) {
    const says = `${name} has ${domain === undefined ? 'no Domain' : `the Domain ${domain}`}: pages of ${new URL(origin).hostname} cannot read it`
    return { says, own: setting }
  }
  if (cookie.httpOnly)
    return {
      says: `${name} is HttpOnly: scripts cannot read it`,
      own: 'no proxy may add HttpOnly to this cookie.',
    }
  if (visit.cookies.readable(`${origin}/`).get(name) !== cookie.value) {
    const path = cookie.path === '/' || cookie.path === null ? '' : `: its Path is ${cookie.path}`
    return {
      says: `${name} cannot be read on ${origin}${path}`,
      own: 'Path must be /, which is the default: no proxy may change it.',
    }
  }
  return { says: undefined, own: '' }
}

/** Nothing says why it was not set, so what was sent does (openedx-api 4.2; openedx-teak-measured.md, 4.2). */
function missing(
  { lms, surroundings }: LmsContext,
  { asked, answer }: Exchange,
  cookies: ReadonlyMap<string, Cookie>,
): Fault {
  const { csrfCookie: name, cookieDomain, allowInsecure } = lms.connection.lmsRules
  const { origin } = surroundings.plan.richie.site
  const feature = `in the settings of the LMS
FEATURES["ENABLE_CROSS_DOMAIN_CSRF_COOKIE"] = True
CROSS_DOMAIN_CSRF_COOKIE_NAME = "${name}"
CROSS_DOMAIN_CSRF_COOKIE_DOMAIN = "${cookieDomain}"
CORS_ORIGIN_WHITELIST = ["${origin}"]  # up to Juniper: "${new URL(origin).host}", "${new URL(origin).hostname}"`
  if (asked.headers['Referer'] === undefined) {
    return {
      says: `${name} is not set: no Referer is sent from Richie's pages`,
      own: 'in Richie\nSECURE_REFERRER_POLICY = "unsafe-url"',
    }
  }
  const own = cookies.get('csrftoken')
  const twin = [...cookies.values()].find(
    (cookie) => cookie.key !== 'csrftoken' && cookie.value !== '' && cookie.value === own?.value,
  )
  if (twin !== undefined) {
    return {
      says: `the CSRF cookie is called ${twin.key}, Richie reads ${name}`,
      own: `in the settings of the LMS\nCROSS_DOMAIN_CSRF_COOKIE_NAME = "${name}"`,
    }
  }
  if (own === undefined) {
    const says = `neither csrftoken nor ${name} is set on the enrollment GET`
    return { says, own: answer?.setCookies.length === 0 ? 'no proxy may drop Set-Cookie.' : feature }
  }
  if (allowInsecure && lms.connection.baseUrl.startsWith('http:')) {
    return {
      says: `${name} is not set: over plain http the LMS must allow it (CORS_ALLOW_INSECURE)`,
      own: `${feature}\nCORS_ALLOW_INSECURE = True`,
    }
  }
  const says = `${name} is not set: the feature is off, the Referer's origin is not listed, or the LMS takes the call for http`
  return {
    says,
    own: `${feature}\nSECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # behind a proxy that sends it`,
  }
}

function cookiesOf({ answer }: Exchange): ReadonlyMap<string, Cookie> {
  const cookies = (answer?.setCookies ?? [])
    .map((line) => Cookie.parse(line))
    .filter((one) => one !== undefined)
  return new Map(cookies.map((cookie) => [cookie.key, cookie]))
}
