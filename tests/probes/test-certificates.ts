import { anyCertificate, type Signed } from '../../scripts/tls/testing/any-certificate.ts'

/* The room of the probes imports nothing of the room that makes certificates; their tests get them here. */

export { anyCertificate, type Signed }

/** An authority, which tests trust or not. */
export async function anyAuthority(subject = 'CN=test authority', issuer?: Signed): Promise<Signed> {
  return await anyCertificate({ subject, isAuthority: true, ...(issuer === undefined ? {} : { issuer }) })
}
