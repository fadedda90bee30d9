import type { DetailedPeerCertificate } from 'node:tls'
import { fail, type Verdict } from '../../diagnosis/check.ts'
import type { Knock } from '../http/exchange.ts'
import { startFix } from '../surroundings.ts'
import { noTls, type SiteContext } from './site-context.ts'

/** The certificate of an https site, judged by `look`; another verdict if there is none. */
export async function lookAtCertificate(
  context: SiteContext,
  look: (presented: DetailedPeerCertificate, knock: Knock) => Verdict,
): Promise<Verdict> {
  const { site, plan, handshake } = context
  if (!site.isSecure) return noTls
  const knock = await handshake()
  const certificate = knock.certificate ?? knock.failure?.certificate
  if (certificate !== undefined) return look(certificate, knock)
  const { code = 'nothing', message = '' } = knock.failure ?? {}
  const fix =
    site.gateway === undefined
      ? [{ says: `Serve ${site.origin} over https` }]
      : [startFix(plan, 'Start it in tls mode')]
  return fail('the port does not speak TLS', fix, [`handshake with ${site.origin} -> ${code}: ${message}`])
}

/** A certificate as evidence. */
export function showCertificate(certificate: DetailedPeerCertificate): readonly string[] {
  const { subjectaltname = 'none', valid_from, valid_to } = certificate
  return [
    `certificate of ${nameOf(certificate.subject)}, issued by ${nameOf(certificate.issuer)}`,
    `names: ${subjectaltname}`,
    `valid from ${day(valid_from)} to ${day(valid_to)}`,
  ]
}

/** What a person calls the subject or the issuer of a certificate. */
function nameOf(subject: DetailedPeerCertificate['subject'] | undefined): string {
  const { CN, O, OU } = subject ?? {}
  return [CN, O, OU].flat().find((part) => part !== undefined && part !== '') ?? 'no name'
}

/** The certificate and those above it that are known: sent along, or of the store. */
export function chainOf(leaf: DetailedPeerCertificate): readonly DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = []
  // A root is its own issuer.
  for (
    let next: DetailedPeerCertificate | undefined = leaf;
    next !== undefined;
    next = next.issuerCertificate
  ) {
    if (chain.some(({ fingerprint256 }) => fingerprint256 === next?.fingerprint256)) break
    chain.push(next)
  }
  return chain
}

/** `Nov 23 16:11:11 2026 GMT` -> `2026-11-23`. */
export function day(date: string): string {
  return new Date(date).toISOString().slice(0, 10)
}
