import { X509Certificate } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { commonName } from '../system/certificates.ts'
import { writeAtomic } from '../system/files.ts'
import { UserError } from '../system/user-error.ts'
import type { Authority, KeyPair } from './authority.ts'
import { fingerprintOf, readPair, textsOf, type PairFiles } from './read-certificate.ts'
import { nameConstraints, makeAuthority, signForServer } from './sign.ts'
import { inspectPair, type Inspected } from './site-certificate.ts'

/**
 * Our own authority for one domain: `ca.pem` and `ca.key` in a folder of its own, made on first use, and replaced (`say`
 * says why) where they do not match or fewer than 30 days are left.
 */
export async function openOwnAuthority(options: {
  readonly domain: string
  readonly folder: string
  readonly now?: Date
  readonly say?: (line: string) => void
}): Promise<Authority> {
  const { domain, folder, now = new Date(), say = () => undefined } = options
  const files = { certificate: join(folder, 'ca.pem'), key: join(folder, 'ca.key') }
  const texts = readPair(files)
  const inspected = inspectPair(texts, now)
  stopAtPersonsFaults(files, folder, inspected)
  const wrong = whyNotUsable(files, domain, inspected)
  if (wrong === undefined) return describe(files, textsOf(texts))
  const isFirst = texts.certificate.kind === 'absent'
  if (!isFirst) say(`campus makes a new authority: ${wrong}.`)
  return describe(files, await makeIn(folder, files, domain, now))
}

function describe({ certificate: file }: PairFiles, pair: KeyPair): Authority {
  const certificate = new X509Certificate(pair.certificate)
  return {
    kind: 'own',
    name: commonName(certificate.subject),
    pem: pair.certificate,
    file,
    fingerprint: fingerprintOf(certificate),
    issue: (names) => signForServer(pair, names, new Date()),
  }
}

/** Faults that a new authority would not fix, or that only the user can judge. */
function stopAtPersonsFaults(files: PairFiles, folder: string, { faults }: Inspected): void {
  for (const { file, kind, says } of faults) {
    const message = `${files[file]} ${says}.`
    if (kind === 'unreadable') {
      throw new UserError(message, {
        id: 'certificate-files',
        hint: `sudo chown -R $(id -u):$(id -g) '${folder}'`,
      })
    }
    if (kind === 'directory')
      throw new UserError(message, { id: 'certificate-files', hint: `rmdir '${files[file]}'` })
    if (kind === 'not-yet-valid') {
      throw new UserError(`Is the clock right? ${message}`, {
        id: 'clock-wrong',
        hint: `Set the clock:                        sudo timedatectl set-ntp true\nOr, if it is right, make a new one:   rm -r '${folder}'`,
      })
    }
  }
}

function whyNotUsable(files: PairFiles, domain: string, { faults, chain }: Inspected): string | undefined {
  const [fault] = faults
  if (fault !== undefined) return `${files[fault.file]} ${fault.says}`
  if (chain[0]?.raw.includes(nameConstraints(domain).value)) return undefined
  return `${files.certificate} may not sign for ${domain}`
}

async function makeIn(folder: string, files: PairFiles, domain: string, now: Date): Promise<KeyPair> {
  const pair = await makeAuthority(domain, now)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // The key first: if interrupted between the two, they don't match, and the next run makes both again.
  writeAtomic(files.key, pair.key, 0o600)
  writeAtomic(files.certificate, pair.certificate)
  return pair
}
