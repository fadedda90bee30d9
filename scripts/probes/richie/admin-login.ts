import { fail, ok, type Check, type Fix } from '../../diagnosis/check.ts'
import { openBrowserCookies, type BrowserCookies } from '../http/browser-cookies.ts'
import { askFollowing, type Client } from '../http/client.ts'
import type { Exchange } from '../http/exchange.ts'
import { showExchange } from '../http/show-exchange.ts'
import { startFix } from '../surroundings.ts'
import { richieTimeout } from './find-course-page.ts'
import { addressesOf } from './page-address.ts'
import type { RichieContext } from './richie-context.ts'

export const adminLogin: Check<RichieContext> = {
  id: 'admin-login',
  title: "Richie's admin accepts logins at this address",
  what: 'Django compares the origin of the login form with the address that it believes is its own. Behind a proxy it must know both scheme and host: without `SECURE_PROXY_SSL_HEADER` it assumes http, and without `CSRF_TRUSTED_ORIGINS` it accepts only the request\'s Host header. Otherwise every login to the admin answers 403 "CSRF verification failed", whatever the password. This check sends the form without a user name, so that no attempt to log in is counted.',
  see: 'bin/campus status --secrets\nbin/campus logs richie',
  fix: '`make run` (`make run-ssl`) sets both. In your own Richie: `SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")` and `CSRF_TRUSTED_ORIGINS = ["https://richie.local.dev:8070"]` with scheme and port (before Django 4, that is before Richie 2.26: the host and port alone), and a proxy that sends `Host` with its port (nginx: `$http_host`) and `X-Forwarded-Proto`.',
  symptoms: ['Logging in to Richie\'s admin answers 403 "CSRF verification failed"'],
  needs: ['richie-page'],
  look: async ({ client, visit, surroundings: { plan } }) => {
    const form = await askFollowing(
      client,
      new URL('admin/login/', (await visit.home()).asked.url).href,
      richieTimeout,
    )
    const token = /name=["']csrfmiddlewaretoken["'][^>]*value=["']([^"']+)/.exec(form.answer?.body ?? '')?.[1]
    if (form.answer?.status !== 200 || token === undefined) {
      return fail(
        `the login form does not load: ${form.answer?.status ?? form.failure?.code}`,
        [log],
        showExchange(form),
      )
    }
    const cookies = openBrowserCookies()
    cookies.keep(form)
    const posted = await post(client, form, cookies, token)
    const evidence = [
      ...showExchange(form, ['Set-Cookie']),
      ...showExchange(posted, ['Origin', 'Referer']),
      ...reasonIn(posted),
    ]
    const { status } = posted.answer ?? {}
    if (status === 200) return ok('the form comes back and asks for a user name', evidence)
    if (status !== 403)
      return fail(`the form is answered with ${status ?? posted.failure?.code}`, [log], evidence)
    const home = (await visit.freshHome()).answer?.body ?? ''
    const { origin } = plan.richie.site
    return fail(
      'every login is refused: 403, CSRF verification failed',
      cookieFix(form, cookies, origin) ?? fixes(posted, home, origin, startFix(plan)),
      evidence,
    )
  },
}

const log: Fix = { says: "Read Richie's log", command: 'bin/campus logs richie' }

async function post(
  client: Client,
  { asked: { url } }: Exchange,
  cookies: BrowserCookies,
  token: string,
): Promise<Exchange> {
  const cookie = cookies.header(url, { page: url })
  return await client.ask(url, {
    ...richieTimeout,
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(cookie === '' ? {} : { Cookie: cookie }),
      Origin: new URL(url).origin,
      Referer: url,
    },
    body: new URLSearchParams({
      csrfmiddlewaretoken: token,
      username: '',
      password: '',
      next: '',
    }).toString(),
  })
}

/** Django's own words, which it shows in full only while DEBUG is on. */
const reasons =
  /Origin checking failed[^<]*|Referer checking failed[^<]*|CSRF cookie not set\.?|CSRF token[^<]*(?:missing|incorrect)[^<]*/

function reasonIn({ answer }: Exchange): readonly string[] {
  const reason = reasons.exec(answer?.body ?? '')?.[0].trim()
  return reason === undefined ? [] : [`Django says: ${reason}`]
}

/** The fix if the browser has no token to send back; undefined if it has one. */
function cookieFix(form: Exchange, cookies: BrowserCookies, origin: string): readonly Fix[] | undefined {
  const isSet = (form.answer?.setCookies ?? []).length > 0
  if (cookies.value(form.asked.url, 'csrftoken') !== undefined) return undefined
  if (!isSet) return [{ says: 'The form sets no cookie. No proxy in front of Richie may drop Set-Cookie.' }]
  const why = cookies.refusal('csrftoken') ?? 'it is not for the address of the form'
  const isSecure = origin.startsWith('https:') ? 'True' : 'False'
  const settings = `CSRF_COOKIE_NAME = "csrftoken"\nCSRF_COOKIE_DOMAIN = None\nCSRF_COOKIE_PATH = "/"\nCSRF_COOKIE_SECURE = ${isSecure}`
  return [
    { says: `The browser does not keep the cookie csrftoken (${why}). In Richie's settings:\n${settings}` },
  ]
}

function fixes(posted: Exchange, home: string, origin: string, again: Fix): readonly Fix[] {
  if (reasonIn(posted).some((line) => line.includes('CSRF cookie not set'))) {
    return [
      {
        says: 'The browser sent the cookie csrftoken. No proxy in front of Richie may drop the header Cookie.',
      },
    ]
  }
  const scheme = `Richie treats https as http. The proxy must send X-Forwarded-Proto, and Richie's settings need:\nSECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")`
  const trusted = `Richie does not know its own address. The proxy must send Host with its port, or Richie's settings need:\nCSRF_TRUSTED_ORIGINS = ["${origin}"]`
  const believes = addressesOf(home).map(({ url }) => new URL(url).protocol)
  const isSchemeWrong = believes.length > 0 && !believes.includes(new URL(origin).protocol)
  return [{ says: isSchemeWrong ? scheme : trusted }, again]
}
