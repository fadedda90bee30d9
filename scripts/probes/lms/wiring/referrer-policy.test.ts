import { expect, test } from 'vitest'
import { home, richiePage, richieWith, type RichieOptions } from '../../../../tests/probes/look-at-richie.ts'
import { openLmsContext } from '../lms-context.ts'
import { referrerPolicy } from './referrer-policy.ts'

/** What is found of an LMS of the plan, the first one where none is named. */
const look = async (
  policy: string | undefined,
  head = '',
  { key, ...options }: RichieOptions & { readonly key?: string } = { mode: 'tls' },
) => {
  const headers = policy === undefined ? {} : { headers: { 'Referrer-Policy': policy } }
  const { surroundings, client, visit } = await richieWith(home({ body: richiePage({}, head), ...headers }), {
    spec: wired,
    ...options,
  })
  const { lmses } = surroundings.plan
  const lms = lmses.find((one) => one.key === key) ?? lmses[0]
  if (lms === undefined) throw new Error('A plan has at least one LMS')
  return await referrerPolicy.look(openLmsContext(surroundings, client, visit, lms))
}

const wired = 'lms: { edx: { backendOverHttp: openedx-hawthorn } }'

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

test('the fix is the setting, and in http mode it is judged as well', async () => {
  const verdict = await look('same-origin', '', { mode: 'http' })
  expect(verdict).toMatchObject({
    status: 'fail',
    says: expect.stringContaining('http://edx.campus.localhost:8073'),
  })
  expect(verdict.fix[0]?.says).toContain('SECURE_REFERRER_POLICY = "unsafe-url"')
})

test('a meta tag overrides the header, and is named', async () => {
  const verdict = await look('unsafe-url', '<meta name="referrer" content="same-origin">')
  expect(verdict.status).toBe('fail')
  expect(verdict.evidence).toContain('meta tag: same-origin')
  expect(verdict.fix[0]?.says).toContain('Remove the meta tag "referrer"')
})

const two =
  'lms: { edx: { backendOverHttp: openedx-hawthorn }, far: { provider: external, url: http://far.example.org, backendOverHttp: openedx-hawthorn } }'

test('an LMS is judged by itself: what another one is not told is nothing to it', async () => {
  const options = { mode: 'tls', spec: two } as const
  expect(await look('no-referrer-when-downgrade', '', { ...options, key: 'edx' })).toMatchObject({
    status: 'ok',
  })
  expect(await look('no-referrer-when-downgrade', '', { ...options, key: 'far' })).toMatchObject({
    status: 'fail',
    says: 'no-referrer-when-downgrade: browsers send no Referer to http://far.example.org',
  })
})

test('the policy of the fix is one that this check finds right, to an LMS elsewhere too', async () => {
  const options = { mode: 'http', spec: two, key: 'far' } as const
  const { fix } = await look('no-referrer-when-downgrade', '', options)
  const policy = /SECURE_REFERRER_POLICY = "(.*)"/.exec(fix[0]?.says ?? '')?.[1]
  expect((await look(policy, '', options)).status).toBe('ok')
})

test('where enrolment is faked in the browser, nobody is told anything', async () => {
  const spec = 'lms: { far: { provider: external, url: http://far.example.org } }'
  expect((await look('same-origin', '', { mode: 'http', spec })).status).toBe('skipped')
})
