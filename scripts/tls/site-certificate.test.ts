import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import type { KeyPair } from './authority.ts'
import type { PairTexts } from './read-certificate.ts'
import { makeAuthority, signForServer } from './sign.ts'
import { certificateNames, covers, judgeCertificate } from './site-certificate.ts'
import { anyCertificate, encryptKey, texts } from './testing/any-certificate.ts'

const now = new Date('2026-11-23T12:00:00Z')
const names = ['richie.local.dev', 'richie.campus.localhost', 'localhost', '127.0.0.1', '::1']
const ca = await makeAuthority('local.dev', now)
const authority = { pem: ca.certificate }
const right = await signForServer(ca, names, now)
const other = await signForServer(ca, names, now)

function judge(pair: PairTexts | KeyPair, at = now, wanted: readonly string[] = names) {
  const read = typeof pair.certificate === 'string' ? texts(pair as KeyPair) : (pair as PairTexts)
  return judgeCertificate({ pair: read, names: wanted, authority, now: at })
}

function daysLater(days: number): Date {
  return new Date(now.getTime() + days * 86_400_000)
}

test('a certificate with the right names, key, issuer and dates is right', () => {
  expect(judge(right)).toEqual([])
})

test('the order of names does not matter', () => {
  expect(judge(right, now, names.toReversed())).toEqual([])
})

const absent = { kind: 'absent', says: 'is missing' } as const

test.each([
  ['no certificate', { ...texts(right), certificate: absent }, 'certificate absent'],
  ['no key', { ...texts(right), key: absent }, 'key absent'],
  ['the key of another certificate', { ...right, key: other.key }, 'key mismatch'],
  ['an encrypted key', { ...right, key: encryptKey(right.key) }, 'key encrypted'],
  ['a key that is no PEM', { ...right, key: 'hello' }, 'key broken'],
  ['a certificate where the key should be', { ...right, key: right.certificate }, 'key broken'],
  ['a certificate that is no PEM', { ...right, certificate: 'hello' }, 'certificate broken'],
  [
    'a certificate cut short',
    { ...right, certificate: right.certificate.replace(/[^\n]+\n(?=-----END)/, '') },
    'certificate broken',
  ],
])('%s is a fault of its own', (_title, pair, expected) => {
  expect(judge(pair).map(({ file, kind }) => `${file} ${kind}`)).toEqual([expected])
})

test.each([
  ['a year before', daysLater(-365), 'not-yet-valid', '2025-11-23'],
  ['a week before it ends', daysLater(818), 'expires-soon', 'expires in 6 days'],
  ['29 days before it ends', daysLater(795.9), 'expires-soon', 'expires in 29 days'],
  ['a year after its end', daysLater(825 + 365), 'expired', "this machine's clock says 2030-02-25"],
])('with the clock %s, its date is the fault', (_title, at, kind, says) => {
  expect(judge(right, at)).toEqual([
    { file: 'certificate', kind, says: expect.stringContaining(says) as string },
  ])
})

test('with 30 days left it is right', () => {
  expect(judge(right, daysLater(794.9))).toEqual([])
})

test.each([
  ['a name that it lacks', [...names, 'edx.local.dev', '127.0.0.2'], ['is not for edx.local.dev, 127.0.0.2']],
  [
    'names that are no longer wanted',
    names.slice(0, 1),
    ['is also for richie.campus.localhost, localhost, 127.0.0.1, ::1'],
  ],
  [
    'both',
    [...names.slice(1), 'www.local.dev'],
    ['is not for www.local.dev', 'is also for richie.local.dev'],
  ],
])('%s is told', (_title, wanted, expected) => {
  expect(judge(right, now, wanted).map(({ says }) => says)).toEqual(expected)
})

test('an issuer of the same name with another key is another issuer', async () => {
  const { subject } = new X509Certificate(authority.pem)
  const impostor = await anyCertificate({ subject, isAuthority: true })
  const pair = await anyCertificate({ names, issuer: impostor, from: now })
  expect(judge(pair)).toEqual([
    { file: 'certificate', kind: 'issuer', says: `was issued by another "${subject.slice(3)}"` },
  ])
})

test('the issuer and the authority are named', async () => {
  const issuer = await anyCertificate({ subject: 'CN=mkcert me@here', isAuthority: true })
  const [fault] = judge(await anyCertificate({ names, issuer, from: now }))
  expect(fault?.says).toMatch(
    /^was issued by "mkcert me@here", not by "campus development CA local.dev \w+"$/,
  )
})

test('without an authority anybody may have issued it', async () => {
  const pair = texts(await anyCertificate({ names, from: now }))
  expect(judgeCertificate({ pair, names, now })).toEqual([])
})

test.each([
  ['*.local.dev', 'richie.local.dev', true],
  ['*.local.dev', 'a.richie.local.dev', false],
  ['r*.local.dev', 'richie.local.dev', false],
  ['RICHIE.local.dev', 'richie.local.dev', true],
])('a certificate for %s and the host %s: %s', async (inside, host, expected) => {
  const { certificate } = await anyCertificate({ names: [inside] })
  expect(covers(new X509Certificate(certificate), host)).toBe(expected)
})

test('a common name alone is no name, as in browsers', async () => {
  const { certificate } = await anyCertificate({ subject: 'CN=richie.local.dev' })
  expect(covers(new X509Certificate(certificate), 'richie.local.dev')).toBe(false)
})

test('addresses lose the brackets that they have in origins', () => {
  expect(certificateNames(['localhost', '127.0.0.1', '[::1]'])).toEqual(['localhost', '127.0.0.1', '::1'])
})
