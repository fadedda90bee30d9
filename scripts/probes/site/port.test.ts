import { expect, test } from 'vitest'
import { closedPort, listen } from '../../../tests/probes/local-site.ts'
import { planOf, surroundingsWith } from '../../../tests/probes/test-surroundings.ts'
import type { Mode } from '../../plan/site.ts'
import { openClient, type Client } from '../http/client.ts'
import { port } from './port.ts'
import { catalogueSite, lmsSite, siteContext } from './site-context.ts'

/** The verdict on Richie's port, published on these addresses. */
const look = async (number: number, { mode = 'http', ipv6 = false, client }: Partial<PortOptions> = {}) => {
  const plan = planOf(`richie: { port: ${number} }`, mode, ipv6)
  const surroundings = surroundingsWith({ plan })
  return await port.look(siteContext(catalogueSite(plan), surroundings, client ?? openClient(surroundings)))
}
type PortOptions = { readonly mode: Mode; readonly ipv6: boolean; readonly client: Client }

test('a port that takes connections answers', async () => {
  const number = await listen(() => undefined)
  const verdict = await look(number)
  expect(verdict).toMatchObject({ status: 'ok', says: 'answers on 127.0.0.1' })
  expect(verdict.evidence).toEqual([`127.0.0.1:${number} accepts connections`])
})

test.each([
  ['http', 'make run'],
  ['tls', 'make run-ssl'],
] as const)('one that refuses is closed; in %s mode %s opens it', async (mode, command) => {
  const number = await closedPort()
  const verdict = await look(number, { mode })
  expect(verdict).toMatchObject({ status: 'fail', says: `port ${number} refuses connections` })
  expect(verdict.fix.map((fix) => fix.command)).toEqual([command])
  expect(verdict.evidence).toEqual([`127.0.0.1:${number} refuses (ECONNREFUSED)`])
})

const knocked = (codes: Readonly<Record<string, string | undefined>>): Client => ({
  ask: () => Promise.reject(new Error('not to be asked')),
  knock: (_url, { address = '' } = {}) => {
    const code = codes[address]
    return Promise.resolve(
      code === undefined ? { ms: 1, address } : { ms: 1, failure: { code, message: 'no answer within 2 s' } },
    )
  },
})

test.each([
  ['silent', { '127.0.0.1': 'ETIMEDOUT', '::1': 'ETIMEDOUT' }, 'fail', 'port 8070 does not answer'],
  [
    'refused by one family',
    { '::1': 'ECONNREFUSED' },
    'warn',
    'port 8070 refuses connections at one of its addresses',
  ],
  [
    'silent in one family',
    { '127.0.0.1': 'ETIMEDOUT' },
    'warn',
    'port 8070 does not answer at one of its addresses',
  ],
])('%s', async (_, codes, status, says) => {
  const verdict = await look(8070, { ipv6: true, client: knocked(codes) })
  expect(verdict).toMatchObject({ status, says })
  expect(verdict.evidence).toHaveLength(2)
  expect(verdict.fix.some((fix) => /firewall/.test(fix.says))).toBe(
    Object.values(codes).includes('ETIMEDOUT'),
  )
})

test('of an LMS elsewhere one address that answers is enough: this machine may have no IPv6', async () => {
  const plan = planOf("lms: { far: { provider: external, url: 'https://far.example.org' } }", 'tls')
  const surroundings = surroundingsWith({ plan, lookup: async () => ['192.0.2.1', '2001:db8::1'] })
  const [lms] = plan.lmses
  if (lms === undefined) throw new Error('The spec has an LMS')
  const client = knocked({ '2001:db8::1': 'ENETUNREACH' })
  const verdict = await port.look(siteContext(lmsSite(plan, lms), surroundings, client))
  expect(verdict).toMatchObject({ status: 'ok', says: 'answers on 192.0.2.1' })
  expect(verdict.evidence).toHaveLength(2)
})

test('of an LMS elsewhere every address is tried, and nothing here opens it', async () => {
  const plan = planOf(
    `lms: { far: { provider: external, url: 'https://far.local.dev:${await closedPort()}' } }`,
    'tls',
  )
  const surroundings = surroundingsWith({ plan })
  const [lms] = plan.lmses
  if (lms === undefined) throw new Error('The spec has an LMS')
  const verdict = await port.look(siteContext(lmsSite(plan, lms), surroundings, openClient(surroundings)))
  expect(verdict).toMatchObject({
    status: 'fail',
    says: expect.stringMatching(/^port \d+ refuses connections$/),
  })
  expect(verdict.fix.map(({ command }) => command)).toEqual([undefined])
})
