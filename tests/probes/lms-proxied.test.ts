import { expect, test } from 'vitest'
import { connect, find, outcome, type SpecOptions } from './connection.ts'
import { closedPort, openLocalSite } from './local-site.ts'
import { at } from './proxy.ts'
import { anyAuthority, anyCertificate } from './test-certificates.ts'

/* An LMS of others that the gateway serves: what stands at the port of the LMS is the gateway. */

const learners = { edx: { email: 'probe@example.com', password: 'probe' } }
const behind = (url: string) => `provider: external, proxy: true, url: '${url}'`
const wired = 'backendOverHttp: openedx-hawthorn'

/** The mock behind the gateway. */
const proxied = (options: SpecOptions = {}, url = 'http://localhost:1') =>
  connect({ spec: `${behind(url)}, ${wired}`, served: `release: teak, ${wired}`, ...options })

/** The gateway's page in place of the LMS, as scripts/render/pages.ts makes it. */
const page = (id: string) => async () =>
  new Response(
    `<h1>edx cannot be reached</h1><p class="state">The gateway looked for it.</p><footer><span>The campus gateway, environment probed</span><span>campus: ${id}</span></footer>`,
    { status: 503, headers: { 'Content-Type': 'text/html' } },
  )

test('a healthy one passes all', async () => {
  const findings = await (await proxied()).check({ learners })
  expect(outcome(findings)).toEqual({ failed: [], warned: [] })
  expect(find(findings, 'own-address').says).toMatch(
    /^it believes its address is http:\/\/edx\.probed\.localhost:\d+$/,
  )
})

test.each([
  [
    'upstream-closed',
    /: the connection is refused, it listens on 127\.0\.0\.1 only$/,
    /ports: \["(\d+):\1"\]/,
  ],
  ['upstream-late', /: no reply, a firewall drops the packets$/, /ufw/],
  ['upstream-unknown', /: they cannot resolve its name$/, /write the IPv4 address/],
  ['upstream-cut', /: the connection is cut$/, /correct the scheme/],
])('what answers this machine and not the gateway fails heartbeat alone: %s', async (id, says, fix) => {
  const { port } = await openLocalSite(() => ({ status: 200, body: 'there' }))
  const { check } = await proxied({ proxy: page(id) }, `http://localhost:${port}`)
  const findings = await check({ learners })
  expect(outcome(findings).failed).toEqual(['heartbeat'])
  const found = find(findings, 'heartbeat')
  expect(found.says).toMatch(
    new RegExp(`^http://localhost:${port} answers this machine, but not the containers`),
  )
  expect(found.says).toMatch(says)
  expect(found.fix.map((one) => one.says).join('\n')).toMatch(fix)
  expect(found.evidence.join('\n')).toContain('the gateway: The gateway looked for it.')
})

test('what does not answer this machine either is to be started', async () => {
  const url = `http://localhost:${await closedPort()}`
  const { check } = await proxied({ proxy: page('upstream-closed') }, url)
  const found = find(await check({ learners }, ['heartbeat']), 'heartbeat')
  expect(found.says).toBe(`nothing answers at ${url}: ECONNREFUSED`)
  expect(found.fix[0]?.says).toContain('tutor local start -d')
})

test.each([
  [false, 'this machine does not trust the certificate of', /update-ca-certificates/],
  [true, 'the gateway does not trust the certificate of', /^Pass the authorities/],
])(
  'a certificate that the gateway does not trust, and this machine trusts: %s',
  async (isTrusted, says, fix) => {
    const authority = await anyAuthority()
    const pair = await anyCertificate({ names: ['lms.example.org'], issuer: authority })
    const { port } = await openLocalSite(() => ({ status: 200 }), { pair })
    const url = `https://lms.example.org:${port}`
    const { check } = await proxied({ proxy: page('upstream-untrusted') }, url)
    const authorities = isTrusted ? [authority.certificate] : []
    const found = find(await check({ learners, authorities }, ['heartbeat']), 'heartbeat')
    expect(found.says).toBe(`${says} ${url}`)
    expect(found.fix[0]?.says).toMatch(fix)
  },
)

test('a login that leads to a micro-frontend elsewhere fails, with what to set', async () => {
  const away = 'http://apps.local.openedx.io/authn/login?next=%2F'
  const proxy = at('GET', '/login', () => new Response(null, { status: 302, headers: { Location: away } }))
  const findings = await (await proxied({ proxy })).check({ learners }, ['own-address'])
  const found = find(findings, 'own-address')
  expect(found.status).toBe('fail')
  expect(found.says).toMatch(
    /^GET \/login leads to http:\/\/apps\.local\.openedx\.io: .* no session at edx\.probed\.localhost:\d+$/,
  )
  const fix = found.fix.map((one) => one.says).join('\n')
  expect(fix).toContain('tutor config save --set LMS_HOST=edx.probed.localhost')
  expect(fix).toContain('FEATURES["ENABLE_AUTHN_MICROFRONTEND"] = False')
})

test('a micro-frontend that the gateway serves too is none elsewhere', async () => {
  const apps = 'http://apps.edx.probed.localhost:8074'
  const leads = { status: 302, headers: { Location: `${apps}/authn/login?next=%2F` } }
  const proxy = at('GET', '/login', () => new Response(null, leads))
  const { check, plan } = await proxied({ proxy })
  const sites = plan.sites.concat({ ...plan.richie.site, key: 'apps', origin: apps })
  const findings = await check({ learners, plan: { ...plan, sites } }, ['own-address'])
  expect(find(findings, 'own-address').status).toBe('ok')
})

test('over https, one that takes itself for http is warned of', async () => {
  const proxy: SpecOptions['proxy'] = async ({ headers }, pass) => {
    headers.delete('X-Forwarded-Proto')
    return await pass()
  }
  const spec = behind('http://localhost:1')
  const { check } = await connect({ mode: 'tls', spec, served: 'release: teak', proxy })
  const findings = await check({}, ['own-address'])
  const found = find(findings, 'own-address')
  expect(found).toMatchObject({ status: 'warn', says: expect.stringContaining('treats https as http') })
  expect(found.fix[0]?.says).toContain('SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")')
})

test('over http, one that is https itself rightly takes itself for that', async () => {
  const proxy: SpecOptions['proxy'] = async ({ headers }, pass) => {
    headers.set('X-Forwarded-Proto', 'https')
    return await pass()
  }
  const found = find(await (await proxied({ proxy })).check({ learners }, ['own-address']), 'own-address')
  expect(found).toMatchObject({
    status: 'ok',
    says: expect.stringMatching(/^it believes its address is https:/),
  })
})

test.each([
  ['an Open edX', wired, '/login'],
  ['a Moodle', "courseLink: '/course/view.php?id={course_id}'", '/'],
])('%s that leads from http to itself is told, with the scheme to write', async (_who, is, path) => {
  const proxy: SpecOptions['proxy'] = async ({ url }, pass) =>
    new URL(url).pathname === path
      ? new Response(null, { status: 301, headers: { Location: path } })
      : await pass()
  const { check } = await proxied({ spec: `${behind('http://localhost:1')}, ${is}`, proxy })
  const found = find(await check({ learners }, ['own-address']), 'own-address')
  expect(found).toMatchObject({ status: 'fail', says: expect.stringContaining('redirects in a loop') })
  expect(found.fix[0]?.says).toContain('write https:// in')
})

test('of a Moodle behind it only a way to its own address is looked for', async () => {
  const spec = `${behind('http://localhost:1')}, courseLink: '/course/view.php?id={course_id}'`
  const leads = { status: 303, headers: { Location: 'http://moodle.example.org/' } }
  const proxy = at('GET', '/', () => new Response(null, leads))
  const { check } = await connect({ spec, served: wired, proxy })
  const found = find(await check({}, ['own-address']), 'own-address')
  expect(found).toMatchObject({
    status: 'fail',
    says: expect.stringContaining('leads to http://moodle.example.org'),
  })
  expect(found.fix.map((one) => one.says).join()).toContain('$CFG->wwwroot')
})
