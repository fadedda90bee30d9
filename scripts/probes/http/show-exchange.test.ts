import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Exchange } from './exchange.ts'
import { showBody, showExchange } from './show-exchange.ts'

const exchange = (changes: {
  asked?: Partial<Exchange['asked']>
  answer?: Partial<Exchange['answer']>
}): Exchange => ({
  asked: { method: 'GET', url: 'https://edx.local.dev:8073/login', headers: {}, ...changes.asked },
  answer: { status: 200, headers: {}, setCookies: [], body: '', address: '127.0.0.1', ...changes.answer },
  ms: 12,
})

test('an exchange is a line, and each header that is wanted', () => {
  const one = exchange({
    asked: { headers: { Origin: 'https://richie.local.dev:8070', Host: 'edx.local.dev:8073' } },
    answer: { headers: { 'access-control-allow-origin': 'https://richie.local.dev:8070' } },
  })
  expect(showExchange(one, ['origin', 'Access-Control-Allow-Origin', 'Vary'])).toEqual([
    'GET https://edx.local.dev:8073/login -> 200 (12 ms)',
    '> origin: https://richie.local.dev:8070',
    '< Access-Control-Allow-Origin: https://richie.local.dev:8070',
    '< Vary: (none)',
  ])
})

test('where nothing was answered, the reason stands there', () => {
  const { asked, ms } = exchange({})
  const failure = { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:8073' }
  expect(showExchange({ asked, ms, failure }, ['Vary'])).toEqual([
    'GET https://edx.local.dev:8073/login -> ECONNREFUSED (12 ms)',
    'ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:8073',
  ])
})

test.each([
  [
    'edx_session=1|abc; HttpOnly; Max-Age=1209600; Path=/; Secure',
    'edx_session=<session>; HttpOnly; Max-Age=1209600; Path=/; Secure',
  ],
  ['edx_csrf_token=x; Domain=.local.dev; Secure', 'edx_csrf_token=<token>; Domain=.local.dev; Secure'],
  ['edxloggedin=""; Path=/; Max-Age=0', 'edxloggedin=; Path=/; Max-Age=0'],
  ['nonsense', '=<token>'],
])('of the cookie %s the attributes are shown', (line, shown) => {
  expect(showExchange(exchange({ answer: { setCookies: [line] } }), ['Set-Cookie'])[1]).toBe(
    `< Set-Cookie: ${shown}`,
  )
})

test('of the cookies that are sent the names are shown', () => {
  const asked = { headers: { Cookie: 'edx_session=1|a; csrftoken=b; empty=' } }
  expect(showExchange(exchange({ asked }), ['cookie'])[1]).toBe(
    '> cookie: edx_session=<session>; csrftoken=<token>; empty=',
  )
})

test.each([
  ['Authorization', 'SIG-HMAC-SHA256 f510d35ba7492eb5', 'SIG-HMAC-SHA256 <token>'],
  ['Authorization', 'abc', '<token>'],
  ['X-CSRFToken', 'abc', '<token>'],
  ['X-CSRFToken', '', ''],
  ['X-Edx-Api-Key', 'FakeEdXAPIKey', '<token>'],
  ['Referer', 'https://me:pass@richie.local.dev/', 'https://me:<password>@richie.local.dev/'],
  ['Accept', 'application/json', 'application/json'],
])('%s: %s is shown as %s', (name, value, shown) => {
  expect(showExchange(exchange({ asked: { headers: { [name]: value } } }), [name])[1]).toBe(
    `> ${name}: ${shown}`,
  )
})

test.each([
  ['{"username":"edx","access_token":"abc.def"}', '{"username":"edx","access_token":<token>}'],
  ['{"detail":"CSRF Failed: CSRF token missing."}', '{"detail":"CSRF Failed: CSRF token missing."}'],
  [
    "CSRF token from the 'X-Csrftoken' HTTP header has incorrect length.",
    "CSRF token from the 'X-Csrftoken' HTTP header has incorrect length.",
  ],
  ['email=a&password=b&next=/', 'email=a&password=<token>&next=/'],
  [
    '<input type="hidden" name="csrfmiddlewaretoken" value="abc">',
    '<input type="hidden" name="csrfmiddlewaretoken" value="<token>">',
  ],
  ['/courses/course-v1:edX+DemoX+Demo_Course/info', '/courses/course-v1:edX+DemoX+Demo_Course/info'],
  [' a\n  b ', 'a b'],
  ['x'.repeat(300), `${'x'.repeat(200)}...`],
])('of the body %s there is %s', (body, shown) => {
  expect(showBody(exchange({ answer: { body } }))).toBe(shown)
})

test('no secret gets through, wherever it stands', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.split('')
  const token = fc.string({ unit: fc.constantFrom(...letters), minLength: 12, maxLength: 64 })
  const secrets = fc.tuple(token, token, token, token, token, token, token)
  fc.assert(
    fc.property(secrets, ([session, csrf, password, signature, access, header, quoted]) => {
      const all = [session, csrf, password, signature, access, header, quoted]
      const echo = all.join(' ')
      const one = exchange({
        asked: {
          url: `https://edx.local.dev/login?next=/${csrf}&session=${session}`,
          headers: {
            Cookie: `edx_session="1|${session}|x"; csrftoken=${csrf}; sid=${session}; quoted="${quoted}"`,
            Authorization: `SIG-HMAC-SHA256 ${signature}`,
            'X-CSRFToken': header,
            Referer: `https://richie.local.dev/?access_token=${access}`,
          },
          body: new URLSearchParams({
            email: 'me@example.com',
            password,
            csrfmiddlewaretoken: csrf,
          }).toString(),
        },
        answer: {
          headers: {
            location: `/x?${echo.replace(access, `access_token=${access}`)}`,
            'x-echo': [session, csrf, password, signature, header, quoted].join(','),
          },
          setCookies: [`edx-jwt-cookie-signature=${access}; Path=/`, `csrftoken=${csrf}`],
          body: `<p>${echo}</p><script>{"token": "${access}", "secret": '${password}'}</script>`,
        },
      })
      const names = ['Cookie', 'Set-Cookie', 'Authorization', 'X-CSRFToken', 'Location', 'Referer', 'X-Echo']
      const shown = [...showExchange(one, names), showBody(one, 10_000)].join('\n')
      for (const secret of all) expect(shown).not.toContain(secret)
    }),
  )
})

test('a password of a JSON body is taken out of the answer too', () => {
  const one = exchange({
    asked: { body: '{"password":"correct-horse"}' },
    answer: { body: 'you said correct-horse' },
  })
  expect(showBody(one)).toBe('you said <password>')
})

const password = 'pa"s w&rd1'
const form = new URLSearchParams({ email: 'me@x.y', password }).toString()

test.each([
  [form, 'email=me%40x.y&password=<password>'],
  [JSON.stringify({ echo: password, password }), '{"echo":"<password>","password":<token>}'],
  ['{"password":"an\\"other one","left":1}', '{"password":<token>,"left":1}'],
  ["{'password': 'an\\'other one'}", "{'password': <token>}"],
  [
    '{&quot;password&quot;: &quot;an other&quot;, &quot;left&quot;: 1}',
    '{&quot;password&quot;: <token>, &quot;left&quot;: 1}',
  ],
  ['<input name="pw" value="pa&quot;s w&amp;rd1">', '<input name="pw" value="<password>">'],
  ['<input value="an other" name="password">', '<input value="<token>" name="password">'],
  ['<a href="/back?code=a-b&amp;state=c-d">', '<a href="/back?code=<token>&amp;state=<token>">'],
  ['status code: 500, state=open', 'status code: 500, state=open'],
])('%s is answered to a login, and shown as %s', (body, shown) => {
  expect(showBody(exchange({ asked: { body: form }, answer: { body } }))).toBe(shown)
})

test('a short password is a whole word', () => {
  const one = exchange({ asked: { body: 'password=edx7' }, answer: { body: 'wrong: edx7, not edx70' } })
  expect(showBody(one)).toBe('wrong: <password>, not edx70')
})

test.each([
  ['https://idp.example/cb?code=AbC-12_x&state=8d3c-11', 'https://idp.example/cb?code=<token>&state=<token>'],
  ['/richie/en/?session_state=77#ticket=ST-1', '/richie/en/?session_state=<token>#ticket=<token>'],
])('a redirect to %s is shown as one to %s', (location, shown) => {
  expect(showExchange(exchange({ answer: { headers: { location } } }), ['Location'])[1]).toBe(
    `< Location: ${shown}`,
  )
})

const mega = 4 * 1024 * 1024

test.each(['a', 'a-', 'token', 'name=token ', '"password":"', '<input name=token ', '://a:', '\\', ' '])(
  'four megabytes of %j have a beginning like any other body',
  (part) => {
    const body = part.repeat(mega / part.length)
    expect(showBody(exchange({ answer: { body } })).length).toBeLessThanOrEqual(203)
    expect(showExchange(exchange({ answer: { headers: { 'x-long': body } } }), ['X-Long'])).toHaveLength(2)
  },
)

test('the cut through a long body does not lay half a secret open', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1800, max: 2100 }), fc.constantFrom(' ', 'x'), (before, filling) => {
      const secret = 'correct-horse-battery'
      const body = `${filling.repeat(before)} ${secret}${'y'.repeat(300)}`
      const one = exchange({ asked: { body: `password=${secret}` }, answer: { body } })
      expect(showBody(one, 3000)).not.toContain('corr')
    }),
  )
})
