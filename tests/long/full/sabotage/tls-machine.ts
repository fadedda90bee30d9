import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { anyCertificate, type Signed } from '../../../../scripts/tls/testing/any-certificate.ts'
import type { Env } from './run-shell.ts'

/* What https takes on a machine, in files of the checkout: no store and no hosts file of this machine is changed. */

export const hostsFile = '.sabotage/hosts'
const storeFile = '.sabotage/authority.pem'
const hosts = ['richie.local.dev', 'edx.local.dev']

export type TlsMachine = { readonly authority: Signed; readonly env: Env; readonly remove: () => void }

/** Certificates of an authority of our own, which is trusted, and a hosts file with the names. */
export async function setUpTls(dir: string): Promise<TlsMachine> {
  const authority = await anyCertificate({ subject: 'CN=Authority of the sabotage', isAuthority: true })
  const certs = join(dir, 'certs')
  for (const folder of ['.sabotage', 'certs']) mkdirSync(join(dir, folder), { recursive: true })
  for (const host of hosts) {
    const { certificate, key } = await anyCertificate({ names: [host], issuer: authority })
    writeFileSync(join(certs, `${host}.key`), key, { mode: 0o600 })
    writeFileSync(join(certs, `${host}.pem`), certificate)
  }
  writeFileSync(join(certs, 'ca.pem'), authority.certificate)
  writeFileSync(join(dir, storeFile), authority.certificate)
  writeFileSync(join(dir, hostsFile), ['127.0.0.1', '::1'].map((ip) => `${ip} ${hosts.join(' ')}\n`).join(''))
  return {
    authority,
    env: { CAMPUS_HOSTS_FILE: join(dir, hostsFile), SSL_CERT_FILE: join(dir, storeFile) },
    remove() {
      rmSync(certs, { recursive: true, force: true })
      rmSync(join(dir, '.sabotage'), { recursive: true, force: true })
    },
  }
}
