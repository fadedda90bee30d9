import type { X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { commonName } from '../system/certificates.ts'
import type { KeyPair } from './authority.ts'
import { covers, type Fault, type Inspected } from './site-certificate.ts'

const serverAuth = '1.3.6.1.5.5.7.3.1'
const dayMs = 86_400_000

/** MD5 and SHA-1 with RSA, SHA-1 with ECDSA, as DER encodes them: Node names the algorithm only from 24.9 on. */
const oldSignatures = ['06092a864886f70d010104', '06092a864886f70d010105', '06072a8648ce3d0401'].map((hex) =>
  Buffer.from(hex, 'hex'),
)

/** Whether the site's own certificate comes first in the file, and each one after it issued the one before it. */
export function orderFaults({ chain, key }: Inspected): readonly Fault[] {
  const fault = (says: string): readonly Fault[] => [{ file: 'certificate', kind: 'chain', says }]
  const place = key === undefined ? 0 : chain.findIndex((certificate) => certificate.checkPrivateKey(key))
  if (place > 0) {
    return fault(
      `begins with "${commonName(chain[0]?.subject ?? '')}": the site's own certificate must come first, each followed by its issuer`,
    )
  }
  for (const [index, certificate] of chain.entries()) {
    const next = chain[index + 1]
    if (next === undefined || (certificate.checkIssued(next) && certificate.verify(next.publicKey))) continue
    return fault(`holds "${commonName(next.subject)}" after a certificate that it did not issue`)
  }
  return []
}

/** What the gateway or browsers refuse in a certificate, whatever its dates. */
export function leafFaults(leaf: X509Certificate, host: string): readonly Fault[] {
  const faults: Fault[] = []
  const add = (kind: Fault['kind'], says: string) => faults.push({ file: 'certificate', kind, says })
  if (!covers(leaf, host))
    add('names', `is not for ${host}, but for ${leaf.subjectAltName ?? 'no name at all'}`)
  // Node calls the extended key usage `keyUsage`; without one a certificate is for everything.
  const usages = leaf.keyUsage as readonly string[] | undefined
  if (usages !== undefined && !usages.includes(serverAuth))
    add('purpose', 'is not for servers: its extended key usage lacks serverAuth')
  // Debian's OpenSSL, the gateway's too, is at security level 2: nginx would not start with these two.
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = leaf.publicKey
  if (type === 'rsa' && (details?.modulusLength ?? 0) < 2048)
    add('weak-key', `has an RSA key of ${details?.modulusLength} bits; at least 2048 are needed`)
  if (oldSignatures.some((oid) => leaf.raw.includes(oid)))
    add('weak-signature', 'is signed with SHA-1 or MD5, which browsers no longer accept')
  return faults
}

/** Whether a server can be started with the pair as it is written in the files. */
export function loadingFaults({ certificate, key }: KeyPair): readonly Fault[] {
  try {
    createSecureContext({ cert: certificate, key })
    return []
  } catch (error) {
    return [
      { file: 'certificate', kind: 'refused', says: `is refused by OpenSSL: ${(error as Error).message}` },
    ]
  }
}

/** What works, but not everywhere, or not for long. */
export function ownWarnings(leaf: X509Certificate, names: readonly string[]): readonly string[] {
  const lacking = names.filter((name) => !covers(leaf, name))
  const days = Math.round((leaf.validToDate.getTime() - leaf.validFromDate.getTime()) / dayMs)
  return [
    ...(lacking.length > 0
      ? [`is not for ${lacking.join(', ')}: the site answers there, but with a warning`]
      : []),
    ...(days > 825 ? [`is valid for ${days} days: Safari refuses more than 825`] : []),
    ...(leaf.ca ? ['is an authority itself (CA:TRUE): Firefox refuses it for a site'] : []),
  ]
}
