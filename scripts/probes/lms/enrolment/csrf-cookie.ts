import { Cookie } from 'tough-cookie'
import { fail, ok, type Check, type Fix } from '../../../diagnosis/check.ts'
import type { Exchange } from '../../http/exchange.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { fixLms, fixSettings } from '../fixes.ts'
import type { LmsContext } from '../lms-context.ts'
import { onlyWithLearner, onlyWhereCalled } from '../where.ts'

export const csrfCookie: Check<LmsContext> = {
  id: 'csrf-cookie',
  title: "Richie's scripts can read the CSRF cookie of the LMS",
  what: 'Richie sends the value of the cookie `edx_csrf_token` when it enrols. The LMS sets this cookie on the enrollment GET, and only if the feature is on, the request has a Referer whose origin is in `CORS_ORIGIN_WHITELIST`, and both sides are https (or `CORS_ALLOW_INSECURE` is on). Its Domain must cover both hosts (`.local.dev` for richie.local.dev and edx.local.dev), its Path must be `/`, and it must not be HttpOnly. It is always Secure: over plain http browsers keep it on `localhost` and `*.localhost` only. Without it, enrolling fails with 403.',
  see: "curl -si https://edx.local.dev:8073/api/enrollment/v1/enrollment/edx,course-v1:edX+DemoX+Demo_Course -b \"edx_session=$SESSION\" -H 'Origin: https://richie.local.dev:8070' -H 'Referer: https://richie.local.dev:8070/en/' | grep -i set-cookie",
  fix: 'In the settings of the LMS: `FEATURES["ENABLE_CROSS_DOMAIN_CSRF_COOKIE"] = True`, `CROSS_DOMAIN_CSRF_COOKIE_NAME = "edx_csrf_token"`, `CROSS_DOMAIN_CSRF_COOKIE_DOMAIN = ".local.dev"`, and Richie\'s origin in `CORS_ORIGIN_WHITELIST` (up to Juniper also its host without the port). Over plain http also `CORS_ALLOW_INSECURE = True`. Behind a proxy that ends TLS: `X-Forwarded-Proto $scheme` and `SECURE_PROXY_SSL_HEADER`, otherwise the LMS treats https as http.',
  symptoms: [
    '403, `CSRF Failed: CSRF token missing`, `incorrect` or `has incorrect length`',
    'A click on the enrol button says "Your enrollment request failed"',
  ],
  needs: ['enrollment', 'referrer-policy', 'shared-domain'],
  look: onlyWhereCalled(
    onlyWithLearner(async (context) => {
      const exchange = await context.visit.enrollment()
      const evidence = showExchange(exchange, ['Origin', 'Referer', 'Set-Cookie'])
      const fault = faultOf(context, exchange)
      if (fault === undefined) return ok('kept by the browser, and readable on Richie', evidence)
      return fail(fault.says, fault.fix, evidence)
    }),
  ),
}

type Fault = { readonly says: string; readonly fix: readonly Fix[] }

/** Undefined where scripts of Richie's pages read it. */
function faultOf(context: LmsContext, exchange: Exchange): Fault | undefined {
  const { visit, lms, surroundings } = context
  const { csrfCookie: name } = lms.connection.lmsRules
  const { origin } = surroundings.plan.richie.site
  const cookies = cookiesOf(exchange)
  const cookie = cookies.get(name)
  if (cookie === undefined) return missing(context, exchange, cookies)
  const read = visit.cookies.readable(`${origin}/`).get(name)
  if (read === cookie.value && !cookie.httpOnly) return undefined
  const fix = fixSettings(context, ['CROSS_DOMAIN_CSRF_COOKIE_DOMAIN'])
  const refusal = visit.cookies.refusal(name)
  if (refusal !== undefined) return { says: `the browser does not keep ${name}: ${refusal}`, fix }
  const { hostname } = new URL(origin)
  if (!isOf(hostname, cookie, new URL(lms.connection.baseUrl).hostname)) {
    const domain = cookie.domain === null ? 'no Domain' : `the Domain .${cookie.domain}`
    return { says: `${name} has ${domain}: pages of ${hostname} cannot read it`, fix }
  }
  if (cookie.httpOnly) {
    const own = 'no proxy may add HttpOnly to this cookie.'
    return { says: `${name} is HttpOnly: scripts cannot read it`, fix: fixLms(context, own) }
  }
  if (cookie.path !== '/' && cookie.path !== null) {
    const own = 'Path must be /, which is the default: no proxy may change it.'
    return {
      says: `${name} cannot be read on ${origin}: its Path is ${cookie.path}`,
      fix: fixLms(context, own),
    }
  }
  const own = 'only one application may set or delete this cookie: look for another one on this host.'
  const why =
    read === undefined ? 'it is deleted as soon as it is set' : 'another cookie of that name comes first'
  return { says: `${name} cannot be read on ${origin}: ${why}`, fix: fixLms(context, own) }
}

/** Without a Domain a cookie is the host's own; with one, of all hosts below it too. */
function isOf(page: string, { domain }: Cookie, lms: string): boolean {
  return domain === null ? page === lms : `.${page}`.endsWith(`.${domain}`)
}

/** Open edX does not say why it set no cookie, so the reason is inferred from what was sent (openedx-api 4.2; openedx-teak-measured.md, 4.2). */
function missing(context: LmsContext, { answer }: Exchange, cookies: ReadonlyMap<string, Cookie>): Fault {
  const { lms } = context
  const { csrfCookie: name, allowInsecure } = lms.connection.lmsRules
  const own = cookies.get('csrftoken')
  const twin = [...cookies.values()].find(
    (cookie) => cookie.key !== 'csrftoken' && cookie.value !== '' && cookie.value === own?.value,
  )
  if (twin !== undefined) {
    const says = `the CSRF cookie is called ${twin.key}, Richie reads ${name}`
    return { says, fix: fixSettings(context, ['CROSS_DOMAIN_CSRF_COOKIE_NAME']) }
  }
  if (own === undefined) {
    const says = `neither csrftoken nor ${name} is set on the enrollment GET`
    const isDropped = answer?.setCookies.length === 0
    return {
      says,
      fix: isDropped ? fixLms(context, 'no proxy may drop Set-Cookie.') : fixSettings(context, feature),
    }
  }
  if (allowInsecure && lms.connection.baseUrl.startsWith('http:')) {
    const says = `${name} is not set: over plain http the LMS must allow it (CORS_ALLOW_INSECURE)`
    return { says, fix: fixSettings(context, feature) }
  }
  const says = `${name} is not set: the feature is off, the Referer's origin is not listed, or the LMS treats https as http`
  const header = 'SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")'
  return {
    says,
    fix: fixSettings(context, feature, { more: [`# behind a proxy that sends it\n${header}`] }),
  }
}

const feature = [
  'ENABLE_CROSS_DOMAIN_CSRF_COOKIE',
  'CROSS_DOMAIN_CSRF_COOKIE_NAME',
  'CROSS_DOMAIN_CSRF_COOKIE_DOMAIN',
  'CORS_ORIGIN_WHITELIST',
  'CORS_ALLOW_INSECURE',
]

function cookiesOf({ answer }: Exchange): ReadonlyMap<string, Cookie> {
  const cookies = (answer?.setCookies ?? [])
    .map((line) => Cookie.parse(line))
    .filter((one) => one !== undefined)
  return new Map(cookies.map((cookie) => [cookie.key, cookie]))
}
