import { expect, test } from 'vitest'
import type { Mode } from '../../scripts/plan/site.ts'
import { connect, find, outcome, type SpecOptions } from './connection.ts'
import { at, changeCookies, changed, type Proxy } from './proxy.ts'

/* An LMS that is not ours: where it stands, and what stands in front of it. */

const wired = 'backendOverHttp: openedx-hawthorn'
const learners = { edx: { email: 'probe@example.com', password: 'probe' } }

/** The mock as somebody else's LMS, at this host. */
const external = (
  keys: string,
  { host = 'edx.probed.localhost', ...options }: SpecOptions & { readonly host?: string } = {},
) =>
  connect({
    spec: `provider: external, url: 'http://${host}:PORT', ${keys}`,
    served: `release: teak, ${wired}`,
    ...options,
  })

test.each<readonly [Mode, string, RegExp, RegExp]>([
  [
    'http',
    'lms.example.org',
    /^richie\.probed\.localhost and lms\.example\.org share no domain/,
    /domain: example\.org\nOr give the LMS a name below \.probed\.localhost/,
  ],
  ['http', '127.0.0.1', /share no domain/, /^Or give the LMS/],
  ['tls', 'lms.local.dev', /^Richie is https and the LMS http/, /Serve the LMS over https/],
])(
  'over %s, one at %s can not share cookies with Richie: said once, by no setting',
  async (mode, host, says, fix) => {
    const { check } = await external(wired, { host, mode })
    const findings = await check({ learners }, ['shared-domain'])
    const found = find(findings, 'shared-domain')
    expect(found.status).toBe('fail')
    expect(found.says).toMatch(says)
    expect(found.fix.map((one) => one.says).join('\n')).toMatch(fix)
  },
)

test('what hangs on cookies is not looked at where none can be shared', async () => {
  const { check } = await external(wired, { host: 'lms.example.org' })
  const findings = await check({ learners })
  expect(outcome(findings).failed).toEqual(['shared-domain'])
  const because = findings.filter((one) => one.because === 'edx/shared-domain').map(({ id }) => id)
  expect(because).toEqual(expect.arrayContaining(['session-cookie', 'me', 'csrf-cookie', 'enrollment-post']))
  expect(find(findings, 'login').status).toBe('ok')
})

test('where enrolment is faked, one of another domain is well', async () => {
  const { check } = await external('backendOverHttp: base', { host: 'lms.example.org' })
  expect(outcome(await check({ learners }))).toEqual({ failed: [], warned: [] })
})

const page = { 'Content-Type': 'text/html' }

test.each([401, 403, 404])(
  'a closed heartbeat (%i) is warned of, and the rest is looked at',
  async (status) => {
    const proxy = at('GET', '/heartbeat', (answer) => changed(answer, status, 'Forbidden'))
    const findings = await (await external(wired, { proxy })).check({ learners })
    expect(outcome(findings)).toEqual({ failed: [], warned: ['heartbeat'] })
    expect(find(findings, 'enrollment-post').status).toBe('ok')
  },
)

test('where nothing answers like Open edX, a missing heartbeat fails', async () => {
  const proxy: Proxy = async () => new Response('<h1>It works</h1>', { status: 404, headers: page })
  const findings = await (await external(wired, { proxy })).check({ learners })
  expect(outcome(findings).failed).toEqual(['heartbeat'])
  expect(find(findings, 'heartbeat').says).toContain('is this an LMS?')
})

test.each([
  ['Too many failed login attempts. Try again later.', 403],
  ['{"success": false, "error_code": "account-locked-out", "value": "Wait."}', 400],
])('a login that is throttled is not to be tried again: %s', async (body, status) => {
  const proxy = at('POST', '/api/user/', () => new Response(body, { status }))
  const findings = await (await external(wired, { proxy })).check({ learners })
  const { says, fix } = find(findings, 'login')
  expect(says).toMatch(/^the login is refused/)
  expect(fix.map((one) => one.says)).toEqual([
    expect.stringContaining('Wait half an hour without another attempt'),
  ])
})

test('a login form that a firewall keeps closed is no reason to doubt that it is an Open edX', async () => {
  const body = '<title>Attention Required</title>'
  const proxy = at('GET', '/api/user/', () => new Response(body, { status: 403, headers: page }))
  const { says, fix } = find(await (await external(wired, { proxy })).check({ learners }), 'login')
  expect(says).toMatch(/^the login form is blocked: GET \/api\/user\/.* answers 403, "Attention Required"$/)
  expect(fix.map((one) => one.says).join()).toContain('firewall')
})

test.each<readonly [string, string, RegExp]>([
  ['to an address that is none', 'http://[bad', /redirects to an invalid URL/],
  ['on its own origin', '/api/user/v1/me/', /redirects to \/api\/user\/v1\/me\/ instead of answering/],
  [
    'to another origin',
    'https://sso.example.org/',
    /redirected to https:\/\/sso\.example\.org\/, which is not the LMS's own origin/,
  ],
])('a question that is redirected %s fails me', async (_, location, says) => {
  const proxy = at('GET', '/api/user/v1/me', ({ headers }) => {
    const sent = new Headers(headers)
    sent.set('Location', location)
    sent.delete('Content-Length')
    return new Response(null, { status: 302, headers: sent })
  })
  const findings = await (await external(wired, { proxy })).check({ learners })
  expect(outcome(findings).failed).toEqual(['me'])
  expect(find(findings, 'me').says).toMatch(says)
})

test("dogwood's interface on a newer LMS without JWT cookies: me says what ended the session", async () => {
  const proxy = at('POST', '/', (answer) =>
    changeCookies(answer, (line) => (line.startsWith('edx-jwt') ? '' : line)),
  )
  const { check } = await external('backendOverHttp: openedx-dogwood', { proxy })
  const findings = await check({ learners })
  expect(outcome(findings).failed).toEqual(['me'])
  const { says, fix } = find(findings, 'me')
  expect(says).toContain('PREVENT_CONCURRENT_LOGINS')
  expect(fix[0]?.says).toContain('backendOverHttp to openedx-hawthorn')
})

const enrollment = '/api/enrollment/v1/enrollment/'

test.each<readonly [string, string, (line: string) => string, RegExp]>([
  [
    'of the parent host, without a Domain',
    'probed.localhost',
    (line) => line.replace(/Domain=[^;]*;?/i, ''),
    /edx_csrf_token has no Domain: pages of richie\.probed\.localhost cannot read it/,
  ],
  [
    'that is deleted in the same answer',
    'edx.probed.localhost',
    (line) => `${line}; Max-Age=0`,
    /edx_csrf_token cannot be read on .*: it is deleted as soon as it is set/,
  ],
])('a CSRF cookie %s', async (_, host, change, says) => {
  const proxy = at('GET', enrollment, (answer) =>
    changeCookies(answer, (line) => (line.startsWith('edx_csrf_token') ? change(line) : line)),
  )
  const { check } = await external(wired, { host, proxy })
  const findings = await check({ learners })
  expect(outcome(findings).failed).toEqual(['csrf-cookie'])
  expect(find(findings, 'csrf-cookie').says).toMatch(says)
})
