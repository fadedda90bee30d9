import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { certificatesIn } from '../system/certificates.ts'
import type { KeyPair } from './authority.ts'

/** Why a file can't be used. `says` goes on from its path: "... is a directory". */
export type Unusable = {
  readonly kind: 'absent' | 'empty' | 'directory' | 'unreadable' | 'broken' | 'encrypted'
  readonly says: string
}
export type FileText = { readonly kind: 'text'; readonly text: string } | Unusable
export type Parsed<T> = { readonly kind: 'parsed'; readonly value: T } | Unusable

export type PairFiles = { readonly certificate: string; readonly key: string }
export type PairTexts = { readonly certificate: FileText; readonly key: FileText }

/** Where the certificate and the key of a site are, in the folder of certificates. */
export function pairFiles(folder: string, host: string): PairFiles {
  return { certificate: join(folder, `${host}.pem`), key: join(folder, `${host}.key`) }
}

/** Reads both files; never throws. */
export function readPair(files: PairFiles): PairTexts {
  return { certificate: readFileText(files.certificate), key: readFileText(files.key) }
}

/** The texts of a pair that has been found usable. */
export function textsOf({ certificate, key }: PairTexts): KeyPair {
  if (certificate.kind !== 'text' || key.kind !== 'text') throw new Error('A usable pair has been read')
  return { certificate: certificate.text, key: key.text }
}

/** Reads one file; never throws. */
export function readFileText(path: string): FileText {
  try {
    const text = readFileSync(path, 'utf8')
    return text.trim() === '' ? { kind: 'empty', says: 'is empty' } : { kind: 'text', text }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
    if (code === 'ENOENT') return { kind: 'absent', says: 'is missing' }
    if (code === 'EISDIR')
      return { kind: 'directory', says: 'is a directory: Docker creates one when a file to mount is missing' }
    return { kind: 'unreadable', says: `can't be read: ${code === 'EACCES' ? closedBy(path) : code}` }
  }
}

/** The certificates of a PEM text in their order; never an empty list. */
export function parseChain(file: FileText): Parsed<readonly X509Certificate[]> {
  if (file.kind !== 'text') return file
  const blocks = certificatesIn(file.text)
  if (blocks.length === 0)
    return { kind: 'broken', says: `holds no certificate in PEM form (${contents(file.text)})` }
  try {
    return { kind: 'parsed', value: blocks.map((block) => new X509Certificate(block)) }
  } catch {
    return { kind: 'broken', says: 'holds a broken certificate' }
  }
}

/** The private key of a PEM text. */
export function parseKey(file: FileText): Parsed<KeyObject> {
  if (file.kind !== 'text') return file
  // Both forms: PKCS #8, and OpenSSL's older one.
  if (/^(-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED)/m.test(file.text))
    return { kind: 'encrypted', says: 'is encrypted, and the gateway cannot ask for a passphrase' }
  if (!file.text.includes('PRIVATE KEY-----'))
    return { kind: 'broken', says: `holds no private key in PEM form (${contents(file.text)})` }
  try {
    return { kind: 'parsed', value: createPrivateKey(file.text) }
  } catch {
    return { kind: 'broken', says: 'holds a broken private key' }
  }
}

/** SHA-256 of a certificate, lower-case hexadecimal without colons. */
export function fingerprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase()
}

function contents(text: string): string {
  const labels = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, label]) => label)
  return labels.length === 0 ? 'it is not PEM' : `found: ${labels.join(', ')}`
}

function closedBy(path: string): string {
  try {
    const { uid } = statSync(path)
    if (uid === process.geteuid?.()) return 'its permissions forbid it'
    return `it belongs to ${uid === 0 ? 'root' : `user ${uid}`}`
  } catch {
    return 'its folder is not accessible'
  }
}
