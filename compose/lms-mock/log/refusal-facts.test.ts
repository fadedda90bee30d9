import { assert, property, stringMatching } from 'fast-check'
import { expect, test } from 'vitest'
import { refusalFacts } from './record-requests.ts'

function facts(method: string, headers: Record<string, string>, status = 403): string {
  return refusalFacts(new Request('https://edx.local.dev:8073/', { method, headers }), status)
}

const richie = 'https://richie.local.dev:8070'

test.each([
  [
    'POST',
    { cookie: 'edx_session=1|x; csrftoken=abc', origin: richie },
    `403: X-CSRFToken missing; cookies csrftoken, edx_session were sent; origin ${richie}; referer none; content-type none`,
  ],
  [
    'POST',
    { 'x-csrftoken': '', cookie: 'csrftoken=abc', referer: `${richie}/en/?token=hidden#top` },
    `403: X-CSRFToken empty; cookie csrftoken was sent; origin none; referer ${richie}/en/; content-type none`,
  ],
  [
    'GET',
    { authorization: 'Bearer hidden', 'x-edx-api-key': 'hidden' },
    '403: no cookies were sent; origin none; referer none; Authorization Bearer; X-Edx-Api-Key was sent',
  ],
  [
    'GET',
    { authorization: 'hidden' },
    '403: no cookies were sent; origin none; referer none; Authorization of an unknown kind',
  ],
])('%s with %o tells names and lengths', (method, headers, expected) => {
  expect(facts(method, headers)).toBe(expected)
})

test('no value of a cookie, token or key is ever in it', () => {
  const secret = stringMatching(/^[A-Z]{8,40}$/)
  assert(
    property(secret, (value) => {
      const headers = {
        cookie: `csrftoken=${value}; edx_session=1|${value}|${value}`,
        'x-csrftoken': value,
        authorization: value,
        'x-edx-api-key': value,
        referer: `${richie}/?a=${value}`,
      }
      expect(facts('POST', headers)).not.toContain(value)
    }),
  )
})

test('an origin of any length gives one short line', () => {
  expect(facts('GET', { origin: 'x'.repeat(5000) }).length).toBeLessThan(400)
})
