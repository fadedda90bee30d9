import { X509Certificate } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import type { Site } from '../plan/site.ts'
import type { Row } from '../system/board.ts'
import { certificatesIn, uniqueCertificates } from '../system/certificates.ts'
import { writeAtomic } from '../system/files.ts'
import { shellPath, shownPath } from '../system/shell-words.ts'
import { UserError } from '../system/user-error.ts'
import type { Authority, KeyPair } from './authority.ts'
import { checkOwnCertificates, fixingCommands } from './own-certificates.ts'
import { pairFiles, readPair, textsOf, type PairFiles, type PairTexts } from './read-certificate.ts'
import { certificateNames, inspectPair, judgeCertificate } from './site-certificate.ts'
import { verifyLeaf } from './verify-leaf.ts'

/** The outcome for a site's certificate: it was right, it was issued (again, for these reasons), or it is the user's own. */
export type Ensured = {
  readonly outcome: 'right' | 'issued' | 'yours'
  readonly reasons: readonly string[]
  readonly pair: KeyPair
  /** The end of its validity. */
  readonly until: Date
}

/**
 * Makes sure that certs/ holds a right certificate of the authority for a site. A certificate that neither mkcert nor we
 * issued is the person's: it is kept where it can be used, and never overwritten.
 */
export async function ensureCertificate(options: {
  readonly site: Pick<Site, 'host' | 'names'>
  readonly folder: string
  readonly authority: Authority
  readonly row: Row
  readonly now?: Date
}): Promise<Ensured> {
  const { site, folder, authority, row, now = new Date() } = options
  const files = pairFiles(folder, site.host)
  const pair = readPair(files)
  stopAtUnusableFiles(pair, files)
  const { chain, faults: pairFaults } = inspectPair(pair, now)
  if (isPersonsOwn(pair, chain[0])) {
    await checkPersonsOwn(site, folder, row, now)
    return ensured('yours', textsOf(pair))
  }
  const names = certificateNames(site.names)
  const faults = judgeCertificate({ pair, names, authority, now })
  if (faults.length === 0) return ensured('right', textsOf(pair))
  row.doing(`issuing a certificate for ${site.host}`)
  const issued = await issue(authority, site.host, names)
  const isPair = chain.length > 0 && pairFaults.every(({ file }) => file === 'certificate')
  if (pair.key.kind === 'text' && !isPair) setAsideKey(files.key, row)
  // The key first: if interrupted between the two, they don't match, and the next run makes both again.
  writeAtomic(files.key, issued.key, 0o600)
  writeAtomic(files.certificate, issued.certificate)
  const isFirst = pair.certificate.kind === 'absent' && pair.key.kind === 'absent'
  const reasons = faults.map(({ file, says }) => `${shownPath(files[file])} ${says}`)
  return ensured('issued', issued, isFirst ? [] : reasons)
}

async function issue(authority: Authority, host: string, names: readonly string[]): Promise<KeyPair> {
  const issued = await authority.issue(names)
  const refused = await verifyLeaf({ pair: issued, host, ca: authority.pem })
  if (refused === undefined) return issued
  throw new UserError(
    `The certificate that "${authority.name}" issued for ${host} can't be used: ${refused}.`,
    {
      id: 'certificate-not-issued',
    },
  )
}

/** A folder can't be replaced by a file, and a file that we can't read may be the user's own. */
function stopAtUnusableFiles(pair: PairTexts, files: PairFiles): void {
  for (const file of ['certificate', 'key'] as const) {
    const found = pair[file]
    const path = files[file]
    if (found.kind === 'directory') {
      throw new UserError(`${shownPath(path)} ${found.says}.`, {
        id: 'certificate-files',
        hint: `sudo rmdir ${shellPath(path)}`,
      })
    }
    if (found.kind === 'unreadable') {
      throw new UserError(`${shownPath(path)} ${found.says}.`, {
        id: 'certificate-files',
        hint: `sudo chown $(id -u):$(id -g) ${shellPath(path)} && chmod u+r ${shellPath(path)}`,
      })
    }
  }
}

function isPersonsOwn({ certificate }: PairTexts, leaf: X509Certificate | undefined): boolean {
  return certificate.kind === 'text' && !isMadeHere(leaf?.issuer ?? '')
}

function ensured(outcome: Ensured['outcome'], pair: KeyPair, reasons: readonly string[] = []): Ensured {
  return { outcome, reasons, pair, until: new X509Certificate(pair.certificate).validToDate }
}

async function checkPersonsOwn(
  site: Pick<Site, 'host' | 'names'>,
  folder: string,
  row: Row,
  now: Date,
): Promise<void> {
  const [report] = await checkOwnCertificates({ sites: [site], folder, now })
  if (report === undefined) throw new Error('One site, one report')
  for (const warning of report.warnings) row.note(`  ${warning}`)
  if (report.faults.length === 0) return
  const says = report.faults.map((fault) => `\n  ${fault.says}`).join('')
  const aside = [report.files.certificate, report.files.key]
    .filter((path) => existsSync(path))
    .map((path) => `mv ${shellPath(path)} ${shellPath(`${path}.mine`)}`)
  throw new UserError(`The certificate for ${site.host} is your own, and can't be used:${says}`, {
    id: 'own-certificate-unusable',
    hint: [
      'Fix it, for example with openssl, and check it:',
      ...[...fixingCommands(report), 'bin/campus setup-ssl --no-cert'].map(indent),
      'Or let campus make one:',
      ...aside.map(indent),
    ].join('\n'),
  })
}

/** A key without a certificate may be the user's, who still waits for the certificate: it is kept under another name. */
function setAsideKey(path: string, row: Row): void {
  const kept = `${path}.${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
  renameSync(path, kept)
  row.note(`  ${shownPath(path)} fits no certificate here; it is kept as ${shownPath(kept)}`)
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ')
}

/**
 * The new text of `certs/ca.pem`, which containers trust and `curl --cacert` can use: the authority that issues here, in
 * place of earlier ones, and after it what the user has put there for their own certificates.
 */
export function stateAuthority(stated: string, authority: string): string {
  const persons = certificatesIn(stated).filter((pem) => !isMadeHere(subjectOf(pem)))
  return uniqueCertificates([authority, ...persons].join('\n'))
}

/** Whether a name is that of an authority of mkcert or campus. By its name, since one that is gone has no key to compare. */
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
