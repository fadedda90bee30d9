import { expect, test } from 'vitest'
import type { Exchange } from '../../probes/http/exchange.ts'
import { reachOf } from './external.ts'

const asked = { method: 'GET', url: 'https://lms.example.org/', headers: {} }
const answered = (status: number, body = '') =>
  ({ asked, ms: 1, answer: { status, headers: {}, setCookies: [], body, address: '192.0.2.1' } }) as Exchange
const failed = (code: string) => ({ asked, ms: 1, failure: { code, message: code } }) as Exchange
const gateways =
  '<h1>edx cannot be reached</h1><footer><span>The campus gateway, environment campus</span><span>campus: upstream-closed</span></footer>'

test.each([
  ['any page', answered(404), true, 'answers 404'],
  ['a broken one', answered(502), false, 'answers 502'],
  ['the gateway in its place', answered(503, gateways), false, "the gateway can't reach it"],
  ['nothing', failed('ECONNREFUSED'), false, 'does not answer (ECONNREFUSED)'],
])('an LMS that is not ours, by what it answers: %s', (_, exchange, isReached, says) => {
  expect(reachOf(exchange)).toEqual({ isReached, says })
})

test('a certificate that is refused is told apart from silence', () => {
  const exchange = {
    asked,
    ms: 1,
    failure: { code: 'CERT_HAS_EXPIRED', message: '', certificate: {} },
  } as Exchange
  expect(reachOf(exchange).says).toBe('its certificate is refused (CERT_HAS_EXPIRED)')
})
