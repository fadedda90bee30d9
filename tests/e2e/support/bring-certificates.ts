import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pairFiles } from '../../../scripts/tls/read-certificate.ts'
import type { Surroundings } from '../../browser/browser.ts'
import { makeTrustedPair, type TrustedPair } from '../../browser/trusted-pair.ts'

/** A machine on which these hosts lead to itself, and their certificates are trusted. */
export type TlsMachine = {
  /** For campus's commands: its hosts file and its store. */
  readonly env: Readonly<Record<string, string>>
  /** For Chromium. */
  readonly person: Surroundings
  /** One for all hosts: also for what the test itself serves. */
  readonly pair: TrustedPair
  remove(): void
}

/** Puts a certificate for each site in the checkout, as a person does who brings their own; `others` are served by the test, on IPv4. */
export async function bringCertificates(
  dir: string,
  sites: readonly string[],
  others: readonly string[] = [],
): Promise<TlsMachine> {
  const hosts = [...sites, ...others]
  const pair = await makeTrustedPair(hosts)
  const certs = join(dir, 'certs')
  const folder = mkdtempSync(join(tmpdir(), 'campus-machine-'))
  const env = { CAMPUS_HOSTS_FILE: join(folder, 'hosts'), SSL_CERT_FILE: join(folder, 'ca.pem') }
  mkdirSync(certs, { recursive: true })
  for (const host of sites) {
    const files = pairFiles(certs, host)
    writeFileSync(files.key, pair.key, { mode: 0o600 })
    writeFileSync(files.certificate, pair.certificate)
  }
  for (const file of [join(certs, 'ca.pem'), env.SSL_CERT_FILE]) writeFileSync(file, pair.authority)
  writeFileSync(env.CAMPUS_HOSTS_FILE, `127.0.0.1 ${hosts.join(' ')}\n::1 ${sites.join(' ')}\n`)
  return {
    env,
    person: { hosts, trustedKey: pair.trustedKey },
    pair,
    remove() {
      const brought = sites.flatMap((host) => Object.values(pairFiles(certs, host)))
      for (const file of [folder, join(certs, 'ca.pem'), ...brought])
        rmSync(file, { recursive: true, force: true })
    },
  }
}
