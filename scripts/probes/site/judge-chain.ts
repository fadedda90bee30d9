import { X509Certificate } from 'node:crypto'
import type { DetailedPeerCertificate } from 'node:tls'
import { chainOf } from './presented.ts'

/** Who vouches for a certificate; `name` is what that authority calls itself. Dates and names of sites play no part. */
export type Chain = {
  readonly kind: 'trusted' | 'self-signed' | 'unknown-authority' | 'another-key' | 'incomplete'
  readonly name: string
}

/** Follows a certificate to an authority of the store (PEM texts), as far as it leads. */
export function judgeChain(leaf: DetailedPeerCertificate, authorities: readonly string[]): Chain {
  const [certificate, ...sent] = chainOf(leaf).map(({ raw }) => new X509Certificate(raw))
  if (certificate === undefined) throw new Error('A chain begins with its certificate')
  return follow(certificate, sent, authorities.flatMap(readAuthority))
}

function follow(
  certificate: X509Certificate,
  sent: readonly X509Certificate[],
  store: readonly X509Certificate[],
  isLeaf = true,
): Chain {
  const name = /^CN=(.+)$/m.exec(certificate.issuer)?.[1] ?? certificate.issuer.replaceAll('\n', ', ')
  const namesakes = store.filter(({ subject }) => subject === certificate.issuer)
  if (namesakes.some((issuer) => signed(issuer, certificate))) return { kind: 'trusted', name }
  if (namesakes.length > 0) return { kind: 'another-key', name }
  if (signed(certificate, certificate)) return { kind: isLeaf ? 'self-signed' : 'unknown-authority', name }
  const above = sent.find((issuer) => signed(issuer, certificate))
  if (above !== undefined) return follow(above, sent, store, false)
  // Public authorities state where the certificate above is to be had; a server should send it along.
  const isPublic = (certificate.infoAccess ?? '').includes('CA Issuers')
  return { kind: isPublic ? 'incomplete' : 'unknown-authority', name }
}

function signed(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

/** Stores hold certificates that no program can read. */
function readAuthority(pem: string): readonly X509Certificate[] {
  try {
    return [new X509Certificate(pem)]
  } catch {
    return []
  }
}
