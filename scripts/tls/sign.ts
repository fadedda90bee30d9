import { createPrivateKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import type { JsonName } from '@peculiar/x509'
import type { KeyPair } from './authority.ts'

const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
const sha256 = { name: 'ECDSA', hash: 'SHA-256' }

/** Apple's limit for certificates of servers, whoever issued them: https://support.apple.com/en-us/103769. */
const longestMs = 825 * 86_400_000
/** Clocks differ a little, of containers and virtual machines above all. */
const backdatedMs = 3_600_000

/** A new authority for the sites of a domain. No two have the same name: browsers refuse another key under a known one. */
export async function makeAuthority(domain: string, now: Date): Promise<KeyPair> {
  const x509 = await loadX509()
  const keys = await webcrypto.subtle.generateKey(p256, true, ['sign', 'verify'])
  const constraints = nameConstraints(domain)
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomSerial(),
    // A common name has 64 characters at most.
    name: [{ CN: [`campus development CA ${domain.slice(0, 33)} ${randomBytes(4).toString('hex')}`] }],
    ...validity(now),
    keys,
    signingAlgorithm: sha256,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      new x509.Extension(constraints.oid, constraints.critical, constraints.value),
    ],
  })
  return { certificate: `${certificate.toString('pem')}\n`, key: await formatKey(keys.privateKey) }
}

/** A certificate for a server, signed by an authority that `makeAuthority` made. */
export async function signForServer(
  authority: KeyPair,
  names: readonly string[],
  now: Date,
): Promise<KeyPair> {
  const x509 = await loadX509()
  const issuer = new x509.X509Certificate(authority.certificate)
  const keys = await webcrypto.subtle.generateKey(p256, true, ['sign', 'verify'])
  const subject: JsonName = [{ O: ['campus development certificate'] }]
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: randomSerial(),
    subject,
    issuer: issuer.subjectName.toJSON(),
    ...validity(now, new X509Certificate(authority.certificate).validToDate),
    publicKey: keys.publicKey,
    signingKey: await readSigningKey(authority.key),
    signingAlgorithm: sha256,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((name) => ({ type: isIP(name) === 0 ? 'dns' : 'ip', value: name })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return { certificate: `${certificate.toString('pem')}\n`, key: await formatKey(keys.privateKey) }
}

/** Costs 150 ms: only where a certificate is made. */
async function loadX509() {
  await import('reflect-metadata')
  return await import('@peculiar/x509')
}

function validity(now: Date, latest?: Date): { readonly notBefore: Date; readonly notAfter: Date } {
  const notBefore = new Date(now.getTime() - backdatedMs)
  // The last second is part of it.
  const notAfter = Math.min(notBefore.getTime() + longestMs - 1000, latest?.getTime() ?? Infinity)
  return { notBefore, notAfter: new Date(notAfter) }
}

/** 16 bytes, positive, without a zero in front. */
function randomSerial(): string {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}

async function formatKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key))
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()
}

async function readSigningKey(pem: string): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' })
  return await webcrypto.subtle.importKey('pkcs8', der, p256, false, ['sign'])
}

const oid = '2.5.29.30'

/**
 * The extension of a certificate authority that may sign for nothing but the domain, `localhost`, what is below them,
 * and loopback addresses (RFC 5280, 4.2.1.10). The same domain gives the same bytes: whether an authority has it shows
 * in its DER text. Written by hand, since @peculiar/x509 2.2 has no such extension.
 */
export function nameConstraints(domain: string): {
  readonly oid: string
  readonly critical: true
  readonly value: Buffer
} {
  const hosts = [...new Set([domain, 'localhost'])].map((name) => der(dnsName, Buffer.from(name)))
  const loopback = [
    [127, 0, 0, 0, 255, 0, 0, 0],
    [...zeros(15), 1, ...ones(16)],
  ].map((bytes) => der(ipAddress, Buffer.from(bytes)))
  const subtrees = [...hosts, ...loopback].map((name) => der(sequence, name))
  return { oid, critical: true, value: der(sequence, der(permittedSubtrees, Buffer.concat(subtrees))) }
}

// Tags: universal and constructed, context-specific and constructed, context-specific.
const sequence = 0x30
const permittedSubtrees = 0xa0
const dnsName = 0x82
const ipAddress = 0x87

function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  // Lengths below 128 are one byte; longer ones are told how many bytes they take.
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function zeros(count: number): readonly number[] {
  return Array.from({ length: count }, () => 0)
}

function ones(count: number): readonly number[] {
  return Array.from({ length: count }, () => 255)
}
