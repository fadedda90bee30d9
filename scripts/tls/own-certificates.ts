import type { X509Certificate } from 'node:crypto'
import type { Site } from '../plan/site.ts'
import { hostCertificates, commonName } from '../system/certificates.ts'
import { shownPath } from '../system/shell-words.ts'
import type { KeyPair } from './authority.ts'
import { fixWithOpenssl } from './openssl-commands.ts'
import { leafFaults, loadingFaults, orderFaults, ownWarnings } from './own-faults.ts'
import { pairFiles, readPair, type PairFiles, type PairTexts } from './read-certificate.ts'
import { certificateNames, inspectPair, type Fault } from './site-certificate.ts'
import { verifyLeaf } from './verify-leaf.ts'

/** The report on a user's own certificate for one site. Without faults it can be used. */
export type CertificateReport = {
  readonly host: string
  readonly files: PairFiles
  /** Each with the commands that fix it; several may have the same. */
  readonly faults: readonly { readonly says: string; readonly fix: string }[]
  readonly warnings: readonly string[]
}

type Checked = { readonly faults: readonly Fault[]; readonly warnings: readonly string[] }

/** Checks what is in certs/ for each site, as `setup-ssl --no-cert` does; writes nothing. */
export async function checkOwnCertificates(options: {
  readonly sites: readonly Pick<Site, 'host' | 'names'>[]
  readonly folder: string
  readonly now?: Date
  /** What this machine trusts, as PEM. */
  readonly trusted?: string
}): Promise<readonly CertificateReport[]> {
  const { sites, folder, now = new Date(), trusted = hostCertificates() } = options
  const reports = sites.map(async ({ host, names: all }): Promise<CertificateReport> => {
    const files = pairFiles(folder, host)
    const names = certificateNames(all)
    const texts = readPair(files)
    const { faults, warnings } = await checkPair(texts, host, names, now, trusted)
    const hasKey = inspectPair(texts, now).key !== undefined
    return {
      host,
      files,
      faults: faults.map((fault) => ({
        says: `${shownPath(files[fault.file])} ${fault.says}`,
        fix: fixWithOpenssl(fault, files, names, hasKey),
      })),
      warnings: warnings.map((says) => `${shownPath(files.certificate)} ${says}`),
    }
  })
  return await Promise.all(reports)
}

/** The commands that fix a report's faults, each once. */
export function fixingCommands({ faults }: CertificateReport): readonly string[] {
  return [...new Set(faults.map(({ fix }) => fix))]
}

async function checkPair(
  texts: PairTexts,
  host: string,
  names: readonly string[],
  now: Date,
  trusted: string,
): Promise<Checked> {
  const inspected = inspectPair(texts, now)
  const [leaf] = inspected.chain
  // All other faults are about the first certificate in the file: they would mislead where that is the wrong one.
  const order = orderFaults(inspected)
  if (order.length > 0) return { faults: order, warnings: [] }
  const soon = inspected.faults.filter(({ kind }) => kind === 'expires-soon')
  const faults = inspected.faults.filter((fault) => !soon.includes(fault))
  const warnings = soon.map(({ says }) => says)
  if (leaf === undefined) return { faults, warnings }
  faults.push(...leafFaults(leaf, host))
  const others = names.filter((name) => name !== host)
  warnings.push(...ownWarnings(leaf, others))
  const pair = pairOf(texts)
  if (faults.length > 0 || pair === undefined) return { faults, warnings }
  faults.push(...loadingFaults(pair))
  if (faults.length === 0) warnings.push(...(await trustWarnings(pair, inspected.chain, host, trusted)))
  return { faults, warnings }
}

function pairOf({ certificate, key }: PairTexts): KeyPair | undefined {
  if (certificate.kind !== 'text' || key.kind !== 'text') return undefined
  return { certificate: certificate.text, key: key.text }
}

async function trustWarnings(
  pair: KeyPair,
  chain: readonly X509Certificate[],
  host: string,
  ca: string,
): Promise<readonly string[]> {
  const reason = await verifyLeaf({ pair, host, ca })
  if (reason === undefined) return []
  const issuer = commonName(chain.at(-1)?.issuer ?? '')
  return [
    `is not trusted by this machine (${reason}); trust its authority "${issuer}": docs/guides/own-certificates.md`,
  ]
}
