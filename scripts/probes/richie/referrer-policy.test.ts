import { expect, test } from 'vitest'
import { home, lookAtRichie, richiePage, type Wishes } from '../../../tests/probes/look-at-richie.ts'
import { referrerPolicy } from './referrer-policy.ts'

const look = (policy: string | undefined, head = '', wishes: Wishes = { mode: 'tls' }) =>
  lookAtRichie(
    referrerPolicy,
    home({
      body: richiePage({}, head),
      ...(policy === undefined ? {} : { headers: { 'Referrer-Policy': policy } }),
    }),
    wishes,
  )

test.each([
  ['unsafe-url', 'ok'],
  ['no-referrer-when-downgrade', 'ok'],
  ['strict-origin-when-cross-origin', 'warn'],
  ['origin', 'warn'],
  ['same-origin', 'fail'],
  ['no-referrer', 'fail'],
  [undefined, 'warn'],
])('%s: %s', async (policy, status) => {
  const verdict = await look(policy)
  expect(verdict.status).toBe(status)
  expect(verdict.evidence).toContain(`< Referrer-Policy: ${policy ?? '(none)'}`)
})

test('the mend is the setting, and in http mode it is judged as well', async () => {
  const verdict = await look('same-origin', '', { mode: 'http' })
  expect(verdict).toMatchObject({
    status: 'fail',
    says: expect.stringContaining('http://edx.campus.localhost:8073'),
  })
  expect(verdict.mend[0]?.says).toContain('SECURE_REFERRER_POLICY = "no-referrer-when-downgrade"')
})

test('a meta tag overrides the header, and is named', async () => {
  const verdict = await look('unsafe-url', '<meta name="referrer" content="same-origin">')
  expect(verdict.status).toBe('fail')
  expect(verdict.evidence).toContain('meta tag: same-origin')
  expect(verdict.mend[0]?.says).toContain('Take the meta tag "referrer" out')
})

test('only the LMS that is told nothing is named', async () => {
  const spec = 'lms: { edx: {}, far: { provider: external, url: http://far.example.org } }'
  const verdict = await look('no-referrer-when-downgrade', '', { mode: 'tls', spec })
  expect(verdict).toMatchObject({
    status: 'fail',
    says: 'no-referrer-when-downgrade: browsers send no Referer to http://far.example.org',
  })
})
