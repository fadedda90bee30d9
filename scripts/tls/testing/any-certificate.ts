import { createPrivateKey, webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import type { Row } from '../../system/board.ts'
import type { KeyPair } from '../authority.ts'
import { readPair, type PairFiles, type PairTexts } from '../read-certificate.ts'

/* For tests: certificates as a person, or a wrong clock, may bring them. */

const dayMs = 86_400_000

export type Signed = KeyPair & {
  readonly issued: x509.X509Certificate
  readonly keys: webcrypto.CryptoKeyPair
  readonly hash: 'SHA-1' | 'SHA-256'
}

type CertificateOptions = {
  readonly names?: readonly string[]
  readonly subject?: string
  readonly issuer?: Signed
  readonly from?: Date
  readonly days?: number
  readonly isAuthority?: boolean
  /** Extended key usage, as an object identifier. */
  readonly usage?: string
  /** Where it says that its issuer's certificate is to be had. */
  readonly issuerAt?: string
  /** Those of another certificate; new ones without. */
  readonly keys?: Signed['keys']
  /** Of the key; P-256 without. */
  readonly rsaBits?: number
  /** With which the key signs what it issues. */
  readonly hash?: Signed['hash']
}

/** Any certificate: self-signed without an issuer. */
export async function anyCertificate(options: CertificateOptions = {}): Promise<Signed> {
  const { names = [], subject = 'CN=any', issuer, days = 365, hash = 'SHA-256' } = options
  const from = options.from ?? new Date(Date.now() - dayMs)
  const keys = options.keys ?? (await makeKeys(options.rsaBits, hash))
  const signer = issuer ?? { keys, hash }
  const issued = await x509.X509CertificateGenerator.create({
    subject,
    issuer: issuer === undefined ? subject : issuer.issued.subject,
    notBefore: from,
    notAfter: new Date(from.getTime() + days * dayMs),
    publicKey: keys.publicKey,
    signingKey: signer.keys.privateKey,
    signingAlgorithm: { name: signer.keys.privateKey.algorithm.name, hash: signer.hash },
    extensions: [
      ...(options.isAuthority === undefined
        ? []
        : [new x509.BasicConstraintsExtension(options.isAuthority, undefined, true)]),
      ...(options.usage === undefined ? [] : [new x509.ExtendedKeyUsageExtension([options.usage])]),
      ...(options.issuerAt === undefined
        ? []
        : [new x509.AuthorityInfoAccessExtension({ caIssuers: options.issuerAt })]),
      ...(names.length === 0 ? [] : [alternativeNames(names)]),
    ],
  })
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return {
    issued,
    keys,
    hash,
    certificate: `${issued.toString('pem')}\n`,
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** The key as openssl encrypts it. */
export function encryptKey(key: string): string {
  return createPrivateKey(key)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
    .toString()
}

/** A pair as it is read from files. */
export function texts({ certificate, key }: KeyPair): PairTexts {
  return { certificate: { kind: 'text', text: certificate }, key: { kind: 'text', text: key } }
}

/** What two files hold. */
export function readTexts(files: PairFiles): KeyPair {
  const { certificate, key } = readPair(files)
  if (certificate.kind !== 'text' || key.kind !== 'text') throw new Error(`Nothing at ${files.certificate}`)
  return { certificate: certificate.text, key: key.text }
}

/** A row that remembers its notes. */
export function silentRow(): Row & { readonly notes: string[] } {
  const notes: string[] = []
  const ignore = () => undefined
  return {
    notes,
    doing: ignore,
    done: ignore,
    failed: ignore,
    note: (line) => notes.push(line),
    handOver: (ask) => ask(),
  }
}

function alternativeNames(names: readonly string[]): x509.Extension {
  return new x509.SubjectAlternativeNameExtension(
    names.map((name) => ({ type: isIP(name) === 0 ? 'dns' : 'ip', value: name })),
  )
}

async function makeKeys(rsaBits: number | undefined, hash: string): Promise<webcrypto.CryptoKeyPair> {
  const usages = ['sign', 'verify'] as const
  if (rsaBits === undefined)
    return await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, usages)
  const rsa = { name: 'RSASSA-PKCS1-v1_5', modulusLength: rsaBits, hash }
  const publicExponent = new Uint8Array([1, 0, 1])
  return await webcrypto.subtle.generateKey({ ...rsa, publicExponent }, true, usages)
}
