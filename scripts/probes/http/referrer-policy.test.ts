import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policyOf, refererUnder, type ReferrerPolicy } from './referrer-policy.ts'

const page = 'https://richie.local.dev:8070/en/courses/demo/?a=b#part'
const whole = 'https://richie.local.dev:8070/en/courses/demo/?a=b'
const origin = 'https://richie.local.dev:8070/'
const none = undefined

// Policy, then what is sent to the same origin, to another one, and to another over plain http.
type Sent = string | undefined
const table: readonly (readonly [ReferrerPolicy, Sent, Sent, Sent])[] = [
  ['no-referrer', none, none, none],
  ['no-referrer-when-downgrade', whole, whole, none],
  ['same-origin', whole, none, none],
  ['origin', origin, origin, origin],
  ['strict-origin', origin, origin, none],
  ['origin-when-cross-origin', whole, origin, origin],
  ['strict-origin-when-cross-origin', whole, origin, none],
  ['unsafe-url', whole, whole, whole],
]

test.each(table)('%s', (policy, toItself, toAnother, toInsecure) => {
  expect(refererUnder(policy, page, 'https://richie.local.dev:8070/api/')).toBe(toItself)
  expect(refererUnder(policy, page, 'https://edx.local.dev:8073/api/')).toBe(toAnother)
  // Another port is another origin.
  expect(refererUnder(policy, page, 'https://richie.local.dev/api/')).toBe(toAnother)
  expect(refererUnder(policy, page, 'http://edx.example.org/api/')).toBe(toInsecure)
})

test.each([
  'http://edx.campus.localhost:8073/',
  'http://localhost:8073/',
  'http://127.0.0.1/',
  'http://[::1]:8073/',
])('http to this machine (%s) is no downgrade, and neither is http from an http page', (target) => {
  expect(refererUnder('strict-origin', page, target)).toBe(origin)
  const plain = 'http://richie.example.org/en/'
  expect(refererUnder('no-referrer-when-downgrade', plain, 'http://edx.example.org/')).toBe(plain)
})

test('what is sent never holds credentials or a fragment, and is a prefix of the page', () => {
  const policies = fc.constantFrom(...table.map(([policy]) => policy))
  fc.assert(
    fc.property(policies, fc.webUrl({ withFragments: true }), fc.webUrl(), (policy, from, to) => {
      const url = new URL(from)
      url.username = 'me'
      url.password = 'secret'
      const sent = refererUnder(policy, url.href, to)
      if (sent === undefined) return
      expect(sent).not.toMatch(/secret|#/)
      url.username = url.password = ''
      expect(url.href.startsWith(sent)).toBe(true)
    }),
  )
})

test('an address of more than 4096 characters is cut to its origin', () => {
  expect(refererUnder('unsafe-url', `${origin}${'x'.repeat(5000)}`, page)).toBe(origin)
})

test.each([
  ['nothing', {}, '', 'strict-origin-when-cross-origin', 'default'],
  ['a header', { 'referrer-policy': 'unsafe-url' }, '', 'unsafe-url', 'header'],
  [
    "a proxy's behind Django's",
    { 'referrer-policy': 'unsafe-url, same-origin' },
    '',
    'same-origin',
    'header',
  ],
  ['one that is new', { 'referrer-policy': 'origin, brand-new' }, '', 'origin', 'header'],
  ['nonsense', { 'referrer-policy': 'nonsense' }, '', 'strict-origin-when-cross-origin', 'default'],
  [
    'a meta tag',
    { 'referrer-policy': 'unsafe-url' },
    '<meta name="referrer" content="no-referrer">',
    'no-referrer',
    'meta',
  ],
  [
    'the last meta tag',
    {},
    "<meta content=origin name=referrer><META name='referrer' content='unsafe-url'>",
    'unsafe-url',
    'meta',
  ],
  [
    'an empty meta tag',
    { 'referrer-policy': 'origin' },
    '<meta name="referrer" content="">',
    'origin',
    'header',
  ],
  [
    'another meta tag',
    {},
    '<meta name="referrer-x" content="origin">',
    'strict-origin-when-cross-origin',
    'default',
  ],
])('of %s comes the policy that browsers take', (_, headers, body, policy, from) => {
  expect(policyOf({ headers, body })).toEqual({ policy, from })
})
