import type { X509Certificate } from 'node:crypto'
import { fail, ok, skip, warn } from '../../diagnosis/check.ts'
import type { Site } from '../../plan/site.ts'
import { commonName } from '../../system/certificates.ts'
import { leafFaults, orderFaults } from '../../tls/own-faults.ts'
import { formatDay, inspectPair } from '../../tls/site-certificate.ts'
import { verifyLeaf } from '../../tls/verify-leaf.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { planOf, tlsPlanOf, type MachineContext } from '../facts/machine-context.ts'

export const certificates: DoctorCheck = {
  id: 'certificates',
  title: 'each site has a usable certificate in certs/',
  what: 'For https the gateway serves `certs/<host>.pem` with the key `certs/<host>.key`, one pair for each site. The two must exist and match; the certificate must hold the name, be valid today, and come from an authority that this machine trusts or that is in `certs/ca.pem`: containers trust both.',
  see: 'ls -l certs\nopenssl x509 -in certs/richie.local.dev.pem -noout -subject -issuer -dates -ext subjectAltName',
  fix: '`make setup-ssl` makes what is missing or wrong, and keeps what is right. For your own certificates: `bin/campus setup-ssl --no-cert` says what is wrong with each, with the commands to fix it; see docs/guides/own-certificates.md.',
  symptoms: [
    'make run-ssl says that https is not set up',
    'A certificate warning: `ERR_CERT_COMMON_NAME_INVALID`, `SSL_ERROR_BAD_CERT_DOMAIN`',
  ],
  needs: ['spec'],
  async look(context) {
    const isTls = planOf(context).mode === 'tls'
    const { sites } = tlsPlanOf(context)
    const pairs = sites.map(({ host }) => context.certificates.pair(host))
    if (
      !isTls &&
      pairs.every(({ certificate, key }) => certificate.kind === 'absent' && key.kind === 'absent')
    )
      return skip('not used over http')
    const judged = await Promise.all(sites.map((site) => judge(context, site)))
    const faults = judged.flatMap(({ faults }) => faults)
    const warnings = judged.flatMap(({ warnings }) => warnings)
    const evidence = judged.flatMap(({ evidence }) => evidence)
    const own = {
      says: 'For your own certificates: see what is wrong with each.',
      command: 'bin/campus setup-ssl --no-cert',
    }
    const fix = [{ says: 'Make new ones.', command: 'make setup-ssl' }, own]
    const [first = '', ...rest] = [...faults, ...warnings]
    if (first === '')
      return ok(`${sites.length}, valid until ${evidence.length === 0 ? '' : earliest(judged)}`, evidence)
    return (faults.length > 0 && isTls ? fail : warn)(first, fix, [...rest, ...evidence])
  },
}

type Judged = {
  readonly faults: readonly string[]
  readonly warnings: readonly string[]
  readonly evidence: readonly string[]
  readonly until?: Date
}

async function judge({ certificates, now }: MachineContext, { host }: Pick<Site, 'host'>): Promise<Judged> {
  const pair = certificates.pair(host)
  const shown = { certificate: `certs/${host}.pem`, key: `certs/${host}.key` }
  const inspected = inspectPair(pair, now)
  const [leaf] = inspected.chain
  const order = orderFaults(inspected)
  // All other faults are about the first certificate in the file: they would mislead where that is the wrong one.
  const found =
    order.length > 0 || leaf === undefined
      ? [...order, ...inspected.faults]
      : [...inspected.faults, ...leafFaults(leaf, host)]
  const [soon, wrong] = [true, false].map((isSoon) =>
    found.filter(({ kind }) => (kind === 'expires-soon') === isSoon),
  )
  const says = (faults = found) => faults.map((fault) => `${shown[fault.file]} ${fault.says}`)
  const faults = says(wrong)
  if (faults.length === 0 && pair.certificate.kind === 'text' && pair.key.kind === 'text') {
    const ca = `${certificates.trusted()}\n${certificates.authority}`
    const reason = await verifyLeaf({
      pair: { certificate: pair.certificate.text, key: pair.key.text },
      host,
      ca,
    })
    if (reason !== undefined)
      faults.push(`${shown.certificate} is trusted by neither this machine nor certs/ca.pem: ${reason}`)
  }
  if (leaf === undefined) return { faults, warnings: says(soon), evidence: [] }
  return {
    faults,
    warnings: says(soon),
    evidence: [describe(leaf, shown.certificate)],
    until: leaf.validToDate,
  }
}

function describe({ issuer, subjectAltName, validToDate }: X509Certificate, file: string): string {
  return `${file}: for ${subjectAltName ?? 'no name'}; issued by "${commonName(issuer)}", valid until ${formatDay(validToDate)}`
}

function earliest(judged: readonly Judged[]): string {
  const [first] = judged.flatMap(({ until }) => until ?? []).toSorted((a, b) => a.getTime() - b.getTime())
  return first === undefined ? '' : formatDay(first)
}
