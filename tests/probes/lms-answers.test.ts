import { expect, test } from 'vitest'
import { connect, outcome } from './connection.ts'
import { cut } from './open-lms.ts'
import type { Proxy } from './proxy.ts'

/* Answers that no Open edX gives, on each call of a visit: the check whose call it was fails, and none breaks. */

const answers = {
  '429': () => new Response('slow down', { status: 429, headers: { 'Retry-After': '30' } }),
  'a 403 page': () =>
    new Response('<h1>Attention Required</h1>', { status: 403, headers: { 'Content-Type': 'text/html' } }),
  'a Location that is none': () => new Response(null, { status: 302, headers: { Location: 'http://[bad' } }),
  '1 MB of letters': () => new Response('a'.repeat(1_000_000), { headers: { 'Content-Type': 'text/html' } }),
  'a cut connection': cut,
} as const

const enrollments = '/api/enrollment/v1/enrollment'
const me = '/api/user/v1/me'
const login = '/api/user/v1/account/login_session/'

type Row = readonly [call: string, nth: number, fails: Readonly<Record<keyof typeof answers, string>>]

const all = (id: string) => ({
  '429': id,
  'a 403 page': id,
  'a Location that is none': id,
  '1 MB of letters': id,
  'a cut connection': id,
})

const rows: readonly Row[] = [
  ['GET /heartbeat', 1, { ...all('heartbeat'), 'a 403 page': 'heartbeat, a warning' }],
  [`OPTIONS ${enrollments}`, 1, { ...all('cors'), '429': 'heartbeat', 'a cut connection': 'heartbeat' }],
  [`GET ${login}`, 1, all('login')],
  [`POST ${login}`, 1, all('login')],
  [`GET ${me}`, 1, all('me')],
  [`GET ${enrollments}/`, 1, { ...all('enrollment'), '429': 'throttle' }],
  [`GET ${me}`, 2, { ...all('concurrent-logins'), '429': 'throttle' }],
  [`POST ${enrollments}`, 1, { ...all('enrollment-post'), '429': 'throttle' }],
  [`POST ${enrollments}`, 2, all('enrol')],
  [`GET ${enrollments}/`, 2, all('enrol')],
  ['POST /change_enrollment', 1, all('enrol, a warning')],
  ['GET /login', 1, all('way-back')],
  ['GET /richie/', 1, all('way-back')],
  ['GET /logout', 1, all('logout')],
  // Whatever is no answer to somebody shows that nobody is logged in.
  [
    `GET ${me}`,
    3,
    {
      ...all('logout'),
      'a 403 page': '',
      'a Location that is none': '',
      '1 MB of letters': '',
    },
  ],
]

const cases = rows.flatMap(([call, nth, fails]) =>
  Object.entries(fails).map(([what, id]) => [call, nth, what as keyof typeof answers, id] as const),
)

test.each(cases)('%s, time %i, answered by %s: %s', async (call, nth, what, id) => {
  const { check } = await connect({ proxy: nthAnswer(call, nth, answers[what]) })
  const findings = await check({ mayEnrol: true })
  const { failed, warned } = outcome(findings)
  expect([...failed, ...warned.map((one) => `${one}, a warning`)].join()).toBe(id)
  expect(findings.filter(({ says }) => says.includes('broke'))).toEqual([])
  expect(findings.filter(({ says }) => says.length > 400)).toEqual([])
})

/** Answers the nth call of a method and path by itself; a path that ends in a slash stands for all below it. */
function nthAnswer(call: string, nth: number, answer: () => Response): Proxy {
  const [wanted = '', place = ''] = call.split(' ')
  let times = 0
  return async ({ method, url }, pass) => {
    const { pathname } = new URL(url)
    const isThere = pathname === place || (place.endsWith('/') && pathname.startsWith(place))
    if (method !== wanted || !isThere) return await pass()
    times += 1
    return times === nth ? answer() : await pass()
  }
}
