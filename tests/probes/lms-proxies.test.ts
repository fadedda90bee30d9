import { expect, test } from 'vitest'
import { connect, find, outcome } from './connection.ts'
import { at, changeCookies, changed, withHeader, without, type Proxy } from './proxy.ts'

/* What stands between a browser and an LMS that is well itself. */

type Case = {
  readonly proxy: Proxy
  readonly fails: string
  readonly says: RegExp
}

const get = 'GET'
const post = 'POST'

const cases: Readonly<Record<string, Case>> = {
  'redirects the preflight': {
    proxy: at('OPTIONS', '/', () => new Response(null, { status: 301, headers: { Location: 'https://x/' } })),
    fails: 'cors',
    says: /the preflight is redirected \(301\)/,
  },
  'leaves preflights to the view, where CORS is off': {
    proxy: at('OPTIONS', '/', () => Response.json({ detail: 'no' }, { status: 401 })),
    fails: 'cors',
    says: /CORS is switched off \(ENABLE_CORS_HEADERS\)/,
  },
  'allows every origin with a star': {
    proxy: at('OPTIONS', '/', (answer) => withHeader(answer, 'Access-Control-Allow-Origin', '*')),
    fails: 'cors',
    says: /is \*, which browsers refuse where cookies are sent/,
  },
  'allows the origin without its port': {
    proxy: at('OPTIONS', '/', (answer) =>
      withHeader(answer, 'Access-Control-Allow-Origin', 'http://richie.probed.localhost'),
    ),
    fails: 'cors',
    says: /is http:\/\/richie\.probed\.localhost, not http:\/\/richie\.probed\.localhost:\d+/,
  },
  'adds the header of CORS a second time': {
    proxy: at('OPTIONS', '/', (answer) => {
      const origin = answer.headers.get('access-control-allow-origin') ?? ''
      return withHeader(answer, 'Access-Control-Allow-Origin', `${origin}, ${origin}`)
    }),
    fails: 'cors',
    says: /is sent twice/,
  },
  'allows no cookies': {
    proxy: at('OPTIONS', '/', (answer) => without(answer, 'access-control-allow-credentials')),
    fails: 'cors',
    says: /Access-Control-Allow-Credentials is not true/,
  },
  'forgets x-csrftoken among the allowed headers': {
    proxy: at('OPTIONS', '/', (answer) => withHeader(answer, 'Access-Control-Allow-Headers', 'Content-Type')),
    fails: 'cors',
    says: /lacks x-csrftoken/,
  },
  'drops CORS on answers, not on preflights': {
    proxy: at(get, '/api/user/v1/me', (answer) => without(answer, 'access-control-allow-origin')),
    fails: 'me',
    says: /the browser hides GET \/api\/user\/v1\/me: Access-Control-Allow-Origin is missing/,
  },
  'drops CORS on the answer of the POST': {
    proxy: at(post, '/api/enrollment/', (answer) => without(answer, 'access-control-allow-origin')),
    fails: 'enrollment-post',
    says: /the browser hides the answer of the POST/,
  },
  'drops Set-Cookie of the login': {
    proxy: at(post, '/', (answer) => without(answer, 'set-cookie')),
    fails: 'session-cookie',
    says: /sets no session cookie/,
  },
  'makes cookies HttpOnly': {
    proxy: at(get, '/api/enrollment/v1/enrollment/', (answer) =>
      changeCookies(answer, (line) => `${line}; HttpOnly`),
    ),
    fails: 'csrf-cookie',
    says: /edx_csrf_token is HttpOnly/,
  },
  'narrows the path of cookies': {
    proxy: at(get, '/api/enrollment/v1/enrollment/', (answer) =>
      changeCookies(answer, (line) => line.replace('Path=/', 'Path=/api')),
    ),
    fails: 'csrf-cookie',
    says: /its Path is \/api/,
  },
  'tells the LMS that the call came by http': {
    // What it then does not set: openedx-api 4.2.
    proxy: at(get, '/api/enrollment/v1/enrollment/', (answer) =>
      changeCookies(answer, (line) => (line.startsWith('edx_csrf_token') ? '' : line)),
    ),
    fails: 'csrf-cookie',
    says: /is not set: over plain http/,
  },
  'answers an enrolment that nobody has by an empty JSON': {
    proxy: at(get, '/api/enrollment/v1/enrollment/', (answer) =>
      withHeader(answer, 'Content-Type', 'application/json'),
    ),
    fails: 'enrollment',
    says: /an empty body with the type JSON/,
  },
  'does not know the address of an enrolment': {
    proxy: at(get, '/api/enrollment/v1/enrollment/', (answer) => changed(answer, 404, '<h1>Not found</h1>')),
    fails: 'enrollment',
    says: /404 instead of 200/,
  },
  'forbids the POST in words of its own': {
    proxy: at(post, '/api/enrollment/', (answer) => {
      const body = '{"detail":"CSRF Failed: CSRF token missing or incorrect."}'
      return changed(answer, 403, body)
    }),
    fails: 'enrollment-post',
    says: /403 \(CSRF Failed: CSRF token missing or incorrect\.\): edx_csrf_token and csrftoken do not match/,
  },
  'has no way back': {
    proxy: at(get, '/richie/', () => new Response('<h1>Not found</h1>', { status: 404 })),
    fails: 'way-back',
    says: /nothing at the LMS redirects \/richie\/en\/ to Richie$/,
  },
  'keeps the login page in a cache': {
    proxy: at(get, '/login', () => new Response('<h1>Sign in</h1>')),
    fails: 'way-back',
    says: /shows its login page although the learner is logged in/,
  },
  'keeps the log out page in a cache': {
    proxy: async ({ url }, pass) =>
      url.endsWith('/logout') ? new Response('<h1>You have signed out</h1>') : await pass(),
    fails: 'logout',
    says: /the learner is still logged in/,
  },
  'is no LMS at all': {
    proxy: async () => new Response('<h1>Welcome to nginx</h1>'),
    fails: 'heartbeat',
    says: /not as Open edX does/,
  },
  'answers for an LMS that is away': {
    proxy: async () => new Response('<h1>edx has stopped</h1>', { status: 503 }),
    fails: 'heartbeat',
    says: /GET \/heartbeat answers 503, "edx has stopped"/,
  },
  'brings the LMS together with a database that is away': {
    proxy: at(get, '/heartbeat', () =>
      Response.json({ sql: { status: false, message: 'gone' } }, { status: 503 }),
    ),
    fails: 'heartbeat',
    says: /reports a failure: sql: gone/,
  },
}

test.each(Object.entries(cases))('something in front that %s', async (_, { proxy, fails, says }) => {
  const { check } = await connect({ proxy })
  const findings = await check()
  expect(outcome(findings)).toEqual({ failed: [fails], warned: [] })
  expect(find(findings, fails).says).toMatch(says)
})

test.each<readonly [string, string, (headers: Headers) => void, RegExp]>([
  ['its scheme', 'release: teak', (headers) => headers.delete('X-Forwarded-Proto'), /Origin checking failed/],
  ['its port', 'release: teak', (headers) => headers.set('Host', 'edx.local.dev'), /Origin checking failed/],
  [
    'its port',
    'release: hawthorn',
    (headers) => headers.set('Host', 'edx.local.dev'),
    /Referer checking failed/,
  ],
])('a proxy that hides from the LMS %s fails the login (%s)', async (_, spec, change, says) => {
  const { check } = await connect({
    mode: 'tls',
    spec,
    proxy: async ({ headers }, pass) => {
      change(headers)
      return await pass()
    },
  })
  const findings = await check()
  expect(outcome(findings).failed).toEqual(['login'])
  expect(find(findings, 'login').says).toMatch(says)
  expect(
    find(findings, 'login')
      .fix.map((one) => one.says)
      .join('\n'),
  ).toContain('proxy_set_header Host $http_host;\nproxy_set_header X-Forwarded-Proto $scheme;')
})

test('a way back by 301 is warned of, since browsers keep it', async () => {
  const proxy = at(get, '/richie/', (answer) => new Response(null, { status: 301, headers: answer.headers }))
  const findings = await (await connect({ proxy })).check()
  expect(outcome(findings)).toEqual({ failed: [], warned: ['way-back'] })
  expect(find(findings, 'way-back').says).toContain('/richie/en/ answers 301')
})

test.each([
  ['Domain=.probed.localhost', /its Domain probed\.localhost gives it to Richie too/],
  ['', /scripts can read it/],
])('a session cookie that is weak is warned of: %s', async (attribute, says) => {
  const proxy = at(post, '/', (answer) =>
    changeCookies(answer, (line) => {
      if (!line.startsWith('edx_session')) return line
      return attribute === '' ? line.replace('HttpOnly; ', '') : `${line}; ${attribute}`
    }),
  )
  const findings = await (await connect({ proxy })).check()
  expect(outcome(findings)).toEqual({ failed: [], warned: ['session-cookie'] })
  expect(find(findings, 'session-cookie').says).toMatch(says)
})
