import type { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { hasProgram } from '../system/machine.ts'
import { askProgram, run } from '../system/process.ts'
import { shellPath } from '../system/shell-words.ts'
import { lastLines } from '../system/terminal.ts'
import { UserError } from '../system/user-error.ts'
import type { Authority, KeyPair } from './authority.ts'
import { fingerprintOf, readPair, type PairFiles } from './read-certificate.ts'
import { inspectPair, type Fault } from './site-certificate.ts'

/** mkcert on this machine. `says` is why its authority can't be used, and the fix, on lines of its own. */
export type Mkcert =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unusable'; readonly says: string }
  | { readonly kind: 'usable'; readonly authority: Authority }

/** mkcert installs trust with `-install` only; this keeps it from looking at the stores, too. Empty would mean all. */
const env = { TRUST_STORES: 'none' }

/** The authority of mkcert 1.4, which it makes on its first use; nothing is added to any trust store. */
export async function openMkcert({ clock }: { readonly clock: () => Date }): Promise<Mkcert> {
  if (!hasProgram('mkcert')) return { kind: 'absent' }
  const root = askProgram('mkcert', '-CAROOT')?.trim() ?? ''
  if (root === '') return unusable('mkcert does not say where its authority is. Ask it:', 'mkcert -CAROOT')
  const folder = resolve(root)
  const files = { certificate: join(folder, 'rootCA.pem'), key: join(folder, 'rootCA-key.pem') }
  const before = readPair(files)
  if (before.certificate.kind === 'absent' && before.key.kind === 'absent') {
    // A flag without a name makes the authority and stops there; a small key, which takes 10 ms instead of seconds.
    const { exitCode, stderr } = await run(['mkcert', '-ecdsa'], { env })
    if (exitCode !== 0) return unusable(`mkcert could not make its authority:\n${lastLines(stderr)}`)
  }
  const texts = readPair(files)
  // Read now: an authority that was just made is not valid before that.
  const { faults, chain } = inspectPair(texts, clock())
  const fault = faults.find(({ kind }) => kind !== 'expires-soon')
  if (fault !== undefined) return explain(fault, files, folder)
  const [certificate] = chain
  if (certificate === undefined || texts.certificate.kind !== 'text')
    throw new Error('No fault, no certificate')
  return {
    kind: 'usable',
    authority: {
      kind: 'mkcert',
      name: mkcertName(certificate),
      pem: texts.certificate.text,
      file: files.certificate,
      fingerprint: fingerprintOf(certificate),
      issue: issueWithMkcert,
    },
  }
}

/** What mkcert calls its authority in trust stores: caUniqueName() in its cert.go. */
export function mkcertName({ serialNumber }: X509Certificate): string {
  return `mkcert development CA ${BigInt(`0x${serialNumber}`)}`
}

async function issueWithMkcert(names: readonly string[]): Promise<KeyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'campus-issue-'))
  try {
    const files = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') }
    const { exitCode, stderr } = await run(
      ['mkcert', '-ecdsa', '-cert-file', files.certificate, '-key-file', files.key, ...names],
      { env },
    )
    if (exitCode !== 0) {
      throw new UserError(`mkcert could not issue a certificate for ${names[0]}:\n${lastLines(stderr)}`, {
        id: 'certificate-not-issued',
      })
    }
    return { certificate: readFileSync(files.certificate, 'utf8'), key: readFileSync(files.key, 'utf8') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function explain(fault: Fault, files: PairFiles, folder: string): Mkcert {
  const says = `${files[fault.file]} ${fault.says}.`
  const moveAway = `mv ${shellPath(folder)} ${shellPath(`${folder}.old`)}`
  const startOver = `mkcert -uninstall; ${moveAway}`
  switch (fault.kind) {
    case 'unreadable':
      // What `sudo mkcert` leaves in a person's home.
      return unusable(says, `sudo chown -R $(id -u):$(id -g) ${shellPath(folder)}`)
    case 'absent':
      // Not by `mkcert -uninstall`: without a certificate it makes an authority first, over the key that is there.
      return fault.file === 'key'
        ? unusable(
            `${says} An authority without its key can't sign.`,
            `Put it back, or start over: ${startOver}`,
          )
        : unusable(`${says} Its key is there, and mkcert would overwrite it.`, `Put it back, or: ${moveAway}`)
    case 'not-yet-valid':
      return unusable(says, 'Is the clock right? To set it: sudo timedatectl set-ntp true')
    case 'expired':
      return unusable(says, `If the clock is right, start over: ${startOver}`)
    default:
      return unusable(says, `Start over: ${startOver}`)
  }
}

function unusable(says: string, wayOut?: string): Mkcert {
  return { kind: 'unusable', says: wayOut === undefined ? says : `${says}\n  ${wayOut}` }
}
