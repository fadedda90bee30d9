import { expect, test } from 'vitest'
import { listen, openLocalSite } from '../../../tests/probes/local-site.ts'
import { lookAtSite } from '../../../tests/probes/look-at-site.ts'
import { anyAuthority, anyCertificate, type Signed } from '../../../tests/probes/test-certificates.ts'
import type { Check } from '../../diagnosis/check.ts'
import { certificateDates } from './certificate-dates.ts'
import { certificateNames } from './certificate-names.ts'
import { certificateTrust } from './certificate-trust.ts'
import type { SiteContext } from './site-context.ts'

const names = ['richie.local.dev']
const authority = await anyAuthority()
const authorities = [authority.certificate]
const good = await anyCertificate({ names, subject: 'CN=leaf', issuer: authority })
const all = [certificateTrust, certificateNames, certificateDates]

/** The verdict on a site that presents this certificate, with those of `sent` behind it. */
async function look(check: Check<SiteContext>, leaf: Signed, sent: readonly Signed[] = [], now = new Date()) {
  const certificate = [leaf, ...sent].map(({ certificate }) => certificate).join('')
  const { port } = await openLocalSite(() => ({}), { pair: { certificate, key: leaf.key } })
  return await lookAtSite(check, { port, mode: 'tls', authorities, now })
}

test.each(all)('$id is ok for a good certificate, and shows it', async (check) => {
  const verdict = await look(check, good)
  expect(verdict.status).toBe('ok')
  expect(verdict.evidence).toContain('certificate of leaf, issued by test authority')
  expect(verdict.evidence).toContain('names: DNS:richie.local.dev')
})

test.each(all)('$id has nothing to look at over http', async (check) => {
  expect(await lookAtSite(check, { port: 8070, mode: 'http' })).toMatchObject({
    status: 'skipped',
    says: 'no TLS over plain http',
  })
})

test.each(all)('$id says where no TLS is spoken', async (check) => {
  const { port } = await openLocalSite(() => ({}))
  const verdict = await lookAtSite(check, { port, mode: 'tls' })
  expect(verdict).toMatchObject({ status: 'fail', says: 'the port does not speak TLS' })
  expect(verdict.fix[0]?.command).toBe('make run-ssl')
})

test.each(all)('$id says where the port closes the connection', async (check) => {
  const port = await listen((socket) => socket.destroy())
  expect(await lookAtSite(check, { port, mode: 'tls' })).toMatchObject({ status: 'fail' })
})

test('of the trusted the authority is named', async () => {
  expect((await look(certificateTrust, good)).says).toBe(
    "signed by test authority, which is in the system's store",
  )
})

const stranger = await anyAuthority('CN=stranger')
const namesake = await anyAuthority('CN=test authority')
const between = await anyAuthority('CN=between', authority)
const betweenStrangers = await anyAuthority('CN=between strangers', stranger)
const by = (issuer: Signed) => anyCertificate({ names, subject: 'CN=leaf', issuer })

test.each([
  [
    'self-signed',
    await anyCertificate({ names }),
    [],
    'the certificate is self-signed, and this machine does not trust it',
  ],
  [
    'an unknown authority, not sent',
    await by(stranger),
    [],
    "signed by stranger, which is not in the system's store",
  ],
  [
    'an unknown authority, sent',
    await by(stranger),
    [stranger],
    "signed by stranger, which is not in the system's store",
  ],
  [
    'one unknown, two above',
    await by(betweenStrangers),
    [betweenStrangers],
    "signed by stranger, which is not in the system's store",
  ],
  [
    'another of the same name',
    await by(namesake),
    [],
    "signed by an authority called test authority, but the one of that name in the system's store has another key",
  ],
])('%s is not trusted, and setup-ssl fixes it', async (_, leaf, sent, says) => {
  const verdict = await look(certificateTrust, leaf, sent)
  expect(verdict).toMatchObject({ status: 'fail', says })
  expect(verdict.fix[0]?.command).toBe('make setup-ssl')
  expect(verdict.evidence.at(-1)).toMatch(/^refused: [A-Z_]+$/)
})

test('a chain that is whole is trusted', async () => {
  expect(await look(certificateTrust, await by(between), [between])).toMatchObject({
    status: 'ok',
    says: "signed by test authority, which is in the system's store",
  })
})

test('a chain that leaves out what its authority offers is incomplete', async () => {
  const leaf = await anyCertificate({
    names,
    subject: 'CN=leaf',
    issuer: between,
    issuerAt: 'http://ca.test/between.crt',
  })
  const verdict = await look(certificateTrust, leaf)
  expect(verdict).toMatchObject({
    status: 'fail',
    says: 'the server does not send the certificate of between, which signed its own',
  })
  expect(verdict.fix[0]?.says).toContain('below the one of the site')
})

const past = { from: new Date('2020-01-01T00:00:00Z'), days: 30 }

test.each([
  ['expired', past],
  ['for another name', { names: ['other.local.dev'] }],
])('trust does not mind that a certificate is %s', async (_, options) => {
  const leaf = await anyCertificate({ names, issuer: authority, ...options })
  expect(await look(certificateTrust, leaf)).toMatchObject({ status: 'ok' })
})

test.each([
  ['other.local.dev', 'fail'],
  ['*.local.dev', 'ok'],
  ['*.dev', 'fail'],
])('a certificate for %s: %s', async (name, status) => {
  const verdict = await look(certificateNames, await anyCertificate({ names: [name], issuer: authority }))
  expect(verdict.status).toBe(status)
  if (status === 'ok') return
  expect(verdict.says).toBe('the certificate is not for richie.local.dev')
  expect(verdict.fix[0]?.command).toBe('make setup-ssl')
})

test('a common name alone counts for nothing', async () => {
  const leaf = await anyCertificate({ subject: 'CN=richie.local.dev', issuer: authority })
  expect(await look(certificateNames, leaf)).toMatchObject({ status: 'fail' })
})

test('names are judged whoever has signed', async () => {
  expect(await look(certificateNames, await by(stranger))).toMatchObject({ status: 'ok' })
})

const dated = (from: string, days: number) =>
  anyCertificate({ names, issuer: authority, from: new Date(from), days })
const year = await dated('2026-01-01T00:00:00Z', 365)

test.each([
  [
    '2025-12-31T12:00:00Z',
    'fail',
    'the certificate is not valid before 2026-01-01',
    'sudo timedatectl set-ntp true',
  ],
  [
    '2026-01-01T12:00:00Z',
    'fail',
    'the certificate of its authority test authority is not valid before',
    'sudo timedatectl set-ntp true',
  ],
  ['2027-01-01T00:00:00Z', 'fail', 'the certificate expired on 2027-01-01', 'make setup-ssl'],
])('on %s: %s, %s', async (now, status, says, command) => {
  const verdict = await look(certificateDates, year, [authority], new Date(now))
  expect(verdict.status).toBe(status)
  expect(verdict.says).toContain(says)
  expect(verdict.fix[0]?.command).toBe(command)
  expect(verdict.evidence.at(-1)).toBe(`now: ${new Date(now).toISOString()}`)
})

test.each([
  [30, 'ok', /^valid until \d{4}-\d\d-\d\d$/],
  [15, 'ok', /^valid until/],
  [14, 'warn', /^the certificate expires in 14 days$/],
  [1, 'warn', /^the certificate expires in 1 day$/],
])('%i days before its end: %s', async (days, status, says) => {
  const now = new Date()
  const leaf = await dated(new Date(now.getTime() - 86_400_000).toISOString(), days + 1)
  const verdict = await look(certificateDates, leaf, [], new Date(now.getTime() + 60_000))
  expect(verdict).toMatchObject({ status, says: expect.stringMatching(says) })
})

test('a certificate that is sent along, and that the chain does not need, plays no part', async () => {
  const old = await anyCertificate({ subject: 'CN=old root', isAuthority: true, ...past })
  const { keys } = authority
  const crossed = await anyCertificate({
    subject: 'CN=test authority',
    isAuthority: true,
    issuer: old,
    keys,
    ...past,
  })
  for (const check of all) expect(await look(check, good, [crossed])).toMatchObject({ status: 'ok' })
  expect((await look(certificateTrust, good, [crossed])).says).toContain('signed by test authority')
})

test('of an authority that was renewed the newest certificate counts', async () => {
  const { keys } = authority
  const expired = await anyCertificate({ subject: 'CN=test authority', isAuthority: true, keys, ...past })
  const { certificate, key } = good
  const { port } = await openLocalSite(() => ({}), { pair: { certificate, key } })
  const given = { port, mode: 'tls', authorities: [expired.certificate, ...authorities] } as const
  expect(await lookAtSite(certificateDates, given)).toMatchObject({ status: 'ok' })
})

test('two authorities that have signed each other end the chain', async () => {
  const one = await anyAuthority('CN=one')
  const two = await anyAuthority('CN=two', one)
  const back = await anyCertificate({ subject: 'CN=one', isAuthority: true, issuer: two, keys: one.keys })
  expect(await look(certificateTrust, await by(back), [back, two])).toMatchObject({ status: 'fail' })
})
