import { beforeAll, expect, test } from 'vitest'
import type { KeyPair } from '../../tls/authority.ts'
import { anyCertificate, texts, type Signed } from '../../tls/testing/any-certificate.ts'
import { anyMachine, type Described } from '../testing/any-machine.ts'
import { certificates } from './certificates.ts'

const hosts = ['richie.local.dev', 'edx.local.dev'] as const
// A handshake looks at the real clock.
const now = new Date()
const dayMs = 86_400_000
const inDays = (days: number) => new Date(now.getTime() + days * dayMs)
const shown = (date: Date) => date.toISOString().slice(0, 10)
const from = inDays(-1)
let authority: Signed
let good: Readonly<Record<string, KeyPair>>

beforeAll(async () => {
  authority = await anyCertificate({ subject: 'CN=example authority', isAuthority: true, from })
  const pairs = await Promise.all(hosts.map(async (host) => [host, await issue(host)] as const))
  good = Object.fromEntries(pairs)
})

const issue = (host: string, options: Parameters<typeof anyCertificate>[0] = {}) =>
  anyCertificate({ names: [host], issuer: authority, from, ...options })

/** The verdict where the pair of the LMS is another one. */
async function lookWith(edx: KeyPair | undefined, described: Described = { mode: 'tls', now }) {
  const pairs = { ...good, ...(edx && { 'edx.local.dev': edx }) }
  return await certificates.look(
    anyMachine({
      authority: authority.certificate,
      pairs: Object.fromEntries(Object.entries(pairs).map(([host, pair]) => [host, texts(pair)])),
      ...described,
    }),
  )
}

test('certificates that are right are told with names, authority and end', async () => {
  expect(await lookWith(undefined)).toMatchObject({
    status: 'ok',
    says: `2, valid until ${shown(inDays(364))}`,
    evidence: [
      `certs/richie.local.dev.pem: for DNS:richie.local.dev; issued by "example authority", valid until ${shown(inDays(364))}`,
      expect.stringContaining('certs/edx.local.dev.pem'),
    ],
  })
})

test.each<[string, () => Promise<KeyPair>, RegExp]>([
  [
    'a key of another',
    async () => ({ ...(await issue(hosts[1])), key: authority.key }),
    /edx\.local\.dev\.key is the key of another/,
  ],
  ['another name', () => issue('other.local.dev'), /edx\.local\.dev\.pem is not for edx\.local\.dev/],
  ['an end in the past', () => issue(hosts[1], { from: inDays(-9), days: 5 }), /expired on /],
  ['a beginning in the future', () => issue(hosts[1], { from: inDays(5) }), /valid only from /],
  [
    'no text of a certificate',
    async () => ({ ...(await issue(hosts[1])), certificate: 'nonsense' }),
    /holds no certificate/,
  ],
  [
    'an authority that nobody knows',
    () => anyCertificate({ names: [hosts[1]], from }),
    /trusted by neither this machine nor certs\/ca\.pem/,
  ],
])('over https, %s fails', async (_title, make, says) => {
  const { status, says: said, fix } = await lookWith(await make())
  expect([status, said]).toEqual(['fail', expect.stringMatching(says)])
  expect(fix[0]?.command).toBe('make setup-ssl')
})

test('an end that is near is a warning', async () => {
  const soon = await issue(hosts[1], { days: 6.5 })
  expect(await lookWith(soon)).toMatchObject({
    status: 'warn',
    says: expect.stringContaining('expires in 5 days'),
  })
})

test('a missing certificate fails over https, and is nothing over http', async () => {
  const missing = anyMachine({ mode: 'tls', now })
  expect(await certificates.look(missing)).toMatchObject({
    status: 'fail',
    says: 'certs/richie.local.dev.pem is missing',
  })
  expect(await certificates.look(anyMachine())).toMatchObject({ status: 'skipped' })
})

test('over http a wrong certificate is a warning: it will be needed one day', async () => {
  expect(await lookWith(await issue('other.local.dev'), { now })).toMatchObject({ status: 'warn' })
})
