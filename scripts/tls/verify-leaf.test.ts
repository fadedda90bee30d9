import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { expect, test } from 'vitest'
import { anyCertificate } from './testing/any-certificate.ts'
import { verifyLeaf } from './verify-leaf.ts'

const names = ['richie.local.dev', '127.0.0.1', '::1']
const ca = await anyCertificate({ subject: 'CN=ca', isAuthority: true })
const another = await anyCertificate({ subject: 'CN=another', isAuthority: true })
const pair = await anyCertificate({ names, issuer: ca })

test.each(names)('%s is accepted where the authority is trusted, among others', async (host) => {
  const bundle = `${another.certificate}${ca.certificate}`
  expect(await verifyLeaf({ pair, host, ca: bundle })).toBeUndefined()
})

test.each([
  ['edx.local.dev', ca.certificate, "not in the cert's altnames"],
  ['10.0.0.1', ca.certificate, "not in the cert's list"],
  ['richie.local.dev', another.certificate, 'unable to verify the first certificate'],
  ['richie.local.dev', '', 'unable to verify the first certificate'],
])('%s is refused with the reason', async (host, trusted, reason) => {
  expect(await verifyLeaf({ pair, host, ca: trusted })).toContain(reason)
})

test('an expired certificate is refused', async () => {
  const expired = await anyCertificate({ names, issuer: ca, from: new Date('2020-01-01') })
  expect(await verifyLeaf({ pair: expired, host: 'richie.local.dev', ca: ca.certificate })).toBe(
    'certificate has expired',
  )
})

test('an intermediate certificate after the first one completes the chain', async () => {
  const intermediate = await anyCertificate({ subject: 'CN=between', isAuthority: true, issuer: ca })
  const leaf = await anyCertificate({ names, issuer: intermediate })
  const chained = { certificate: leaf.certificate + intermediate.certificate, key: leaf.key }
  const verify = (one: typeof chained) =>
    verifyLeaf({ pair: one, host: 'richie.local.dev', ca: ca.certificate })
  expect([await verify(leaf), await verify(chained)]).toEqual([
    'unable to verify the first certificate',
    undefined,
  ])
})

test('a pair that no server can be started with is refused', async () => {
  const mixed = { certificate: pair.certificate, key: another.key }
  expect(await verifyLeaf({ pair: mixed, host: 'richie.local.dev', ca: ca.certificate })).toContain(
    'key values mismatch',
  )
})

test("without any authority nobody is trusted, Node's own authorities neither", async () => {
  const before = getCACertificates('default')
  setDefaultCACertificates([ca.certificate])
  try {
    expect(await verifyLeaf({ pair, host: 'richie.local.dev', ca: '' })).toBeDefined()
  } finally {
    setDefaultCACertificates(before)
  }
})
