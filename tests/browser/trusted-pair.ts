import { createHash, X509Certificate } from 'node:crypto'
import type { KeyPair } from '../../scripts/tls/authority.ts'
import { anyCertificate } from '../../scripts/tls/testing/any-certificate.ts'

/** A certificate for some hosts, who signed it (PEM), and what Chromium is told of it, `trustedKey` of `openChromium`. */
export type TrustedPair = KeyPair & { readonly authority: string; readonly trustedKey: string }

/** For tests that are not about trust: a new pair, and a way to have it trusted without any store. */
export async function makeTrustedPair(
  hosts: readonly string[],
  // One store with two of the same name finds the first of them only.
  authority = 'Authority of a test',
): Promise<TrustedPair> {
  const issuer = await anyCertificate({ subject: `CN=${authority}`, isAuthority: true })
  const { certificate, key } = await anyCertificate({ names: hosts, issuer })
  const publicKey = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
  const trustedKey = createHash('sha256').update(publicKey).digest('base64')
  return { certificate, key, authority: issuer.certificate, trustedKey }
}
