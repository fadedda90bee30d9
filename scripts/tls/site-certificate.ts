import { X509Certificate, type KeyObject } from 'node:crypto'
import { isIP, SocketAddress } from 'node:net'
import { commonName } from '../system/certificates.ts'
import type { Authority } from './authority.ts'
import { parseChain, parseKey, type PairTexts, type Unusable } from './read-certificate.ts'

/** One fault of a certificate or its key. `says` follows the path of the file: "... is missing". */
export type Fault = { readonly file: 'certificate' | 'key'; readonly kind: FaultKind; readonly says: string }

type FaultKind =
  | Unusable['kind']
  | 'mismatch'
  | 'expired'
  | 'not-yet-valid'
  | 'expires-soon'
  | 'names'
  | 'issuer'
  | 'chain'
  | 'purpose'
  | 'weak-key'
  | 'weak-signature'
  | 'refused'

/** What a pair holds, and its faults that do not depend on its issuer and names. */
export type Inspected = {
  readonly faults: readonly Fault[]
  /** The certificate itself, then those after it in the file. Empty where it can't be read. */
  readonly chain: readonly X509Certificate[]
  readonly key: KeyObject | undefined
}

/** A certificate is renewed when fewer days than these are left. */
const renewalDays = 30
const dayMs = 86_400_000

/**
 * Whether a site's certificate and key are what is wanted: everything that is wrong, nothing where they are right. Its
 * names must be exactly `names` (hosts and addresses, IPv6 without brackets); without an authority anybody may have
 * issued it.
 */
export function judgeCertificate(options: {
  readonly pair: PairTexts
  readonly names: readonly string[]
  readonly authority?: Pick<Authority, 'pem'>
  readonly now: Date
}): readonly Fault[] {
  const { pair, names, authority, now } = options
  const { faults, chain } = inspectPair(pair, now)
  const [leaf] = chain
  if (leaf === undefined) return faults
  return [...faults, ...nameFaults(leaf, names), ...(authority ? issuerFaults(leaf, authority) : [])]
}

/** Reads a pair: that both can be used, belong together, and are valid now. */
export function inspectPair(pair: PairTexts, now: Date): Inspected {
  const chain = parseChain(pair.certificate)
  const key = parseKey(pair.key)
  const leaf = chain.kind === 'parsed' ? chain.value[0] : undefined
  const faults: Fault[] = []
  if (chain.kind !== 'parsed') faults.push({ file: 'certificate', kind: chain.kind, says: chain.says })
  if (key.kind !== 'parsed') faults.push({ file: 'key', kind: key.kind, says: key.says })
  else if (leaf !== undefined && !leaf.checkPrivateKey(key.value))
    faults.push({ file: 'key', kind: 'mismatch', says: 'is the key of another certificate' })
  if (leaf !== undefined) faults.push(...dateFaults(leaf, now))
  return {
    faults,
    chain: chain.kind === 'parsed' ? chain.value : [],
    key: key.kind === 'parsed' ? key.value : undefined,
  }
}

/** The names of a site as a certificate holds them: IPv6 without brackets. */
export function certificateNames(names: readonly string[]): readonly string[] {
  return names.map((name) => name.replace(/^\[(.+)\]$/, '$1'))
}

/** Whether a browser takes the certificate for this name: alternative names only, wildcards for one whole label. */
export function covers(certificate: X509Certificate, name: string): boolean {
  if (isIP(name) !== 0) return certificate.checkIP(name) !== undefined
  return certificate.checkHost(name, { subject: 'never', partialWildcards: false }) !== undefined
}

/** Whether this authority signed the certificate: by its key, since names can be equal. */
function isIssuedBy(certificate: X509Certificate, authorityPem: string): boolean {
  const authority = new X509Certificate(authorityPem)
  return certificate.checkIssued(authority) && certificate.verify(authority.publicKey)
}

/** A day as a person reads it; in UTC, as certificates have it. */
export function formatDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function dateFaults({ validFromDate, validToDate }: X509Certificate, now: Date): readonly Fault[] {
  const clock = `this machine's clock says ${formatDay(now)}`
  const fault = (kind: FaultKind, says: string): readonly Fault[] => [{ file: 'certificate', kind, says }]
  if (now < validFromDate)
    return fault('not-yet-valid', `is valid only from ${formatDay(validFromDate)} on; ${clock}`)
  if (now >= validToDate) return fault('expired', `expired on ${formatDay(validToDate)}; ${clock}`)
  const days = Math.floor((validToDate.getTime() - now.getTime()) / dayMs)
  return days < renewalDays ? fault('expires-soon', `expires in ${days} days`) : []
}

function nameFaults(leaf: X509Certificate, names: readonly string[]): readonly Fault[] {
  const present = alternativeNames(leaf)
  const lacking = names.filter((name) => !covers(leaf, name))
  const extra = present.filter((name) => !names.includes(name))
  const fault = (says: string): Fault => ({ file: 'certificate', kind: 'names', says })
  return [
    ...(lacking.length > 0 ? [fault(`is not for ${lacking.join(', ')}`)] : []),
    ...(extra.length > 0 ? [fault(`is also for ${extra.join(', ')}`)] : []),
  ]
}

/** Node prints them as `DNS:localhost, IP Address:0:0:0:0:0:0:0:1`. */
function alternativeNames({ subjectAltName }: X509Certificate): readonly string[] {
  return (subjectAltName ?? '')
    .split(', ')
    .filter((entry) => entry !== '')
    .map((entry) => entry.replace(/^(DNS|IP Address):/, ''))
    .map((name) => (isIP(name) === 6 ? new SocketAddress({ address: name, family: 'ipv6' }).address : name))
}

function issuerFaults(leaf: X509Certificate, { pem }: Pick<Authority, 'pem'>): readonly Fault[] {
  if (isIssuedBy(leaf, pem)) return []
  const [by, wanted] = [commonName(leaf.issuer), commonName(new X509Certificate(pem).subject)]
  const says = by === wanted ? `was issued by another "${by}"` : `was issued by "${by}", not by "${wanted}"`
  return [{ file: 'certificate', kind: 'issuer', says }]
}
