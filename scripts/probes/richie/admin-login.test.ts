import { expect, test } from 'vitest'
import type { Reply } from '../../../tests/probes/local-site.ts'
import { home, lookAtRichie, richiePage, type Answers } from '../../../tests/probes/look-at-richie.ts'
import { adminLogin } from './admin-login.ts'

const form = {
  headers: { 'Set-Cookie': 'csrftoken=cookie-of-django; Path=/' },
  body: `<input type="hidden" name="csrfmiddlewaretoken" value="token-of-django">`,
}

/** The verdict where the form is answered with `posted`, and pages say that they stand at this scheme. */
const look = (posted: Reply, { scheme = 'https', first = form }: { scheme?: string; first?: Reply } = {}) => {
  const answers: Answers = (asked, origin) => {
    if (asked.path !== '/en/admin/login/') {
      const stands = `${scheme}:${origin.replace(/^\w+:/, '')}/en/`
      return home({ body: richiePage({}, `<link rel="canonical" href="${stands}">`) })(asked, origin)
    }
    return asked.method === 'POST' ? posted : first
  }
  return lookAtRichie(adminLogin, answers, { mode: 'tls' })
}

test('a form that comes back is fine; it was sent as a browser does, and nobody was named', async () => {
  const verdict = await look({ body: 'This field is required.' })
  expect(verdict).toMatchObject({ status: 'ok' })
  const posted = verdict.asked.find(({ method }) => method === 'POST')
  expect(posted?.headers).toMatchObject({
    cookie: 'csrftoken=cookie-of-django',
    origin: verdict.origin,
    referer: `${verdict.origin}/en/admin/login/`,
  })
  expect(Object.fromEntries(new URLSearchParams(posted?.body))).toMatchObject({
    username: '',
    csrfmiddlewaretoken: 'token-of-django',
  })
  expect(verdict.evidence.join('\n')).not.toMatch(/-of-django/)
})

test.each([
  [
    'Origin checking failed - https://richie.local.dev:8070 does not match any trusted origins.',
    'http',
    'SECURE_PROXY_SSL_HEADER = ',
  ],
  [
    'Origin checking failed - https://richie.local.dev:8070 does not match any trusted origins.',
    'https',
    'CSRF_TRUSTED_ORIGINS = ["https://richie.local.dev:',
  ],
  ['', 'http', 'SECURE_PROXY_SSL_HEADER = '],
  ['', 'https', 'CSRF_TRUSTED_ORIGINS = ["https://richie.local.dev:'],
  ['CSRF cookie not set.', 'https', 'may drop the header Cookie'],
])('403 "%s" of a Richie that believes in %s: %s', async (reason, scheme, setting) => {
  const verdict = await look({ status: 403, body: `<h1>Forbidden</h1><pre>${reason}</pre>` }, { scheme })
  expect(verdict).toMatchObject({
    status: 'fail',
    says: 'every login is refused: 403, CSRF verification failed',
  })
  expect(verdict.fix[0]?.says).toContain(setting)
  expect(verdict.evidence.some((line) => line === `Django says: ${reason}`)).toBe(reason !== '')
})

test.each([
  ['the form does not come', { status: 404 }, {}, 'the login form does not load: 404'],
  ['the form breaks', form, { status: 500 }, 'the form is answered with 500'],
])('%s', async (_, first, posted, says) => {
  const verdict = await look(posted, { first })
  expect(verdict).toMatchObject({ status: 'fail', says })
  expect(verdict.fix[0]?.command).toBe('bin/campus logs richie')
})

test.each([
  [
    'csrftoken=a; Path=/; Domain=example.org',
    "does not keep the cookie csrftoken (Cookie not in this host's domain",
    'CSRF_COOKIE_DOMAIN = None',
  ],
  ['csrftoken=a; Path=/admin', 'it is not for the address of the form', 'CSRF_COOKIE_PATH = "/"'],
  ['', 'The form sets no cookie', 'No proxy in front of Richie may drop Set-Cookie.'],
])('403 of a form whose cookie a browser does not send back (%s): %s', async (line, why, setting) => {
  const first = { body: form.body, ...(line === '' ? {} : { headers: { 'Set-Cookie': line } }) }
  const verdict = await look({ status: 403, body: '<h1>Forbidden</h1>' }, { first })
  expect(verdict.status).toBe('fail')
  expect(verdict.fix[0]?.says).toContain(why)
  expect(verdict.fix[0]?.says).toContain(setting)
  expect(verdict.asked.find(({ method }) => method === 'POST')?.headers.cookie).toBeUndefined()
})
