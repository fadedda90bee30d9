import { X509Certificate } from 'node:crypto'
import { fingerprintOf } from '../tls/read-certificate.ts'

/** SHA-256 of the first certificate of a PEM text, as `Authority` has it; empty where there is none. */
export function fingerprintIn(pem: string): string {
  try {
    return fingerprintOf(new X509Certificate(pem))
  } catch {
    return ''
  }
}

/** Whom the first certificate of a PEM text names; empty where there is none. */
export function subjectIn(pem: string): string {
  try {
    return new X509Certificate(pem).subject
  } catch {
    return ''
  }
}

/** SHA-1, in capitals: what macOS and Windows call certificates by. */
export function thumbprintOf(pem: string): string {
  return new X509Certificate(pem).fingerprint.replaceAll(':', '')
}
