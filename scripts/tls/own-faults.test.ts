import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { leafFaults, loadingFaults, orderFaults, ownWarnings } from './own-faults.ts'
import { inspectPair } from './site-certificate.ts'
import { anyCertificate, texts } from './testing/any-certificate.ts'

const host = 'richie.local.dev'
const ca = await anyCertificate({ subject: 'CN=My CA', isAuthority: true })
const between = await anyCertificate({ subject: 'CN=Between', isAuthority: true, issuer: ca })
const leaf = await anyCertificate({ subject: 'CN=Leaf', names: [host], issuer: between })
const clientAuth = '1.3.6.1.5.5.7.3.2'
const serverAuth = '1.3.6.1.5.5.7.3.1'

test.each([
  ['names of others', { names: ['edx.local.dev'] }, 'is not for richie.local.dev, but for DNS:edx.local.dev'],
  ['a common name only', { subject: `CN=${host}` }, 'is not for richie.local.dev, but for no name at all'],
  ['a wildcard of another level', { names: ['*.dev'] }, 'is not for richie.local.dev, but for DNS:*.dev'],
  [
    'a purpose that is not a server',
    { names: [host], usage: clientAuth },
    'is not for servers: its extended key usage lacks serverAuth',
  ],
  [
    'a small RSA key',
    { names: [host], rsaBits: 1024 },
    'has an RSA key of 1024 bits; at least 2048 are needed',
  ],
])('%s is a fault', async (_title, options, says) => {
  const { certificate } = await anyCertificate({ issuer: ca, ...options })
  expect(leafFaults(new X509Certificate(certificate), host)).toMatchObject([{ says }])
})

test.each([
  ['a wildcard of its level', { names: ['*.local.dev'] }],
  ['a purpose that is a server', { names: [host], usage: serverAuth }],
  ['an RSA key of 2048 bits', { names: [host], rsaBits: 2048 }],
])('%s is right', async (_title, options) => {
  const { certificate } = await anyCertificate({ issuer: ca, ...options })
  expect(leafFaults(new X509Certificate(certificate), host)).toEqual([])
})

test.each([{ rsaBits: 2048 }, {}])('a signature with SHA-1 is a fault', async (key) => {
  const issuer = await anyCertificate({ subject: 'CN=Old', hash: 'SHA-1', ...key })
  const { certificate } = await anyCertificate({ names: [host], issuer })
  expect(leafFaults(new X509Certificate(certificate), host)).toMatchObject([{ kind: 'weak-signature' }])
})

test('what only OpenSSL can not read is a fault in its words', () => {
  expect(loadingFaults(leaf)).toEqual([])
  expect(loadingFaults({ ...leaf, certificate: `  ${leaf.certificate}` })).toMatchObject([
    { kind: 'refused', says: expect.stringMatching(/^is refused by OpenSSL: .+/) as string },
  ])
})

test.each([
  ['itself alone', [leaf], []],
  ['and its issuers in order', [leaf, between, ca], []],
  [
    'after its issuer',
    [between, leaf],
    [`begins with "Between": the site's own certificate must come first, each followed by its issuer`],
  ],
  [
    'and a stranger in between',
    [leaf, ca, between],
    ['holds "My CA" after a certificate that it did not issue'],
  ],
])('the order of the certificates: the site %s', (_title, chain, says) => {
  const certificate = chain.map((one) => one.certificate).join('')
  const inspected = inspectPair(texts({ certificate, key: leaf.key }), new Date())
  expect(orderFaults(inspected).map((fault) => fault.says)).toEqual(says)
})

test.each([
  [
    'lacks other names',
    {},
    ['localhost', '::1'],
    'is not for localhost, ::1: the site answers there, but with a warning',
  ],
  ['lasts long', { days: 900 }, [], 'is valid for 900 days: Safari refuses more than 825'],
  [
    'is an authority',
    { isAuthority: true },
    [],
    'is an authority itself (CA:TRUE): Firefox refuses it for a site',
  ],
])('a certificate that %s deserves a warning', async (_title, options, names, says) => {
  const { certificate } = await anyCertificate({ names: [host], issuer: ca, ...options })
  expect(ownWarnings(new X509Certificate(certificate), names)).toEqual([says])
})
