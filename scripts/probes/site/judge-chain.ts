import { X509Certificate } from 'node:crypto'
import type { DetailedPeerCertificate } from 'node:tls'
import { commonName } from '../../system/certificates.ts'
import { chainOf } from './presented.ts'

/** Who signed a certificate. Dates and names of sites do not matter. */
export type Chain = {
  readonly kind: 'trusted' | 'self-signed' | 'unknown-authority' | 'another-key' | 'incomplete'
  /** What the authority calls itself. */
  readonly name: string
  /** The certificate, and each that signed the one before it, as far as they are known; whatever else was sent does not matter. */
  readonly links: readonly X509Certificate[]
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
  below: readonly X509Certificate[] = [],
): Chain {
  const name = commonName(certificate.issuer)
  const links = [...below, certificate]
  const namesakes = store.filter(({ subject }) => subject === certificate.issuer)
  const root = signerOf(certificate, namesakes)
  if (root !== undefined) return { kind: 'trusted', name, links: [...links, root] }
  if (namesakes.length > 0) return { kind: 'another-key', name, links }
  if (signed(certificate, certificate))
    return { kind: below.length === 0 ? 'self-signed' : 'unknown-authority', name, links }
  const above = signerOf(certificate, sent)
  if (above !== undefined && !below.includes(above)) return follow(above, sent, store, links)
  // Public authorities state where to get the certificate above; a server should send it along.
  const isPublic = (certificate.infoAccess ?? '').includes('CA Issuers')
  return { kind: isPublic ? 'incomplete' : 'unknown-authority', name, links }
}

/** Of several with one key, such as a root that was renewed, the one that lasts longest. */
function signerOf(
  certificate: X509Certificate,
  candidates: readonly X509Certificate[],
): X509Certificate | undefined {
  return candidates
    .filter((issuer) => signed(issuer, certificate))
    .toSorted((a, b) => Date.parse(b.validTo) - Date.parse(a.validTo))[0]
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
