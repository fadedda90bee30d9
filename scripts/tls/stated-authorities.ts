import { X509Certificate } from 'node:crypto'
import { certificatesIn, uniqueCertificates } from '../system/pem.ts'

/**
 * What `certs/ca.pem` shall say, which containers trust and `curl --cacert` may: the authority that issues here, in place
 * of those that did before it, and after it what a person has put there for certificates of their own.
 */
export function stateAuthority(stated: string, authority: string): string {
  const persons = certificatesIn(stated).filter((pem) => !isMadeHere(subjectOf(pem)))
  return uniqueCertificates([authority, ...persons].join('\n'))
}

/** Whether a distinguished name is that of an authority of mkcert or of ours: one that is gone can't be asked for its key. */
export function isMadeHere(distinguishedName: string): boolean {
  return /^(O=mkcert development CA|CN=campus development CA .+)$/m.test(distinguishedName)
}

function subjectOf(pem: string): string {
  try {
    return new X509Certificate(pem).subject
  } catch {
    return '' // broken, and not by us
  }
}
