import { join } from 'node:path'
import { ensureHosts } from '../hosts/ensure-hosts.ts'
import type { Plan } from '../plan/plan.ts'
import type { Site } from '../plan/site.ts'
import type { Board } from '../system/board.ts'
import { readTextIfThere, writeAtomic } from '../system/files.ts'
import type { Authority, KeyPair } from '../tls/authority.ts'
import { chooseAuthority, hasOwnAuthority } from '../tls/choose-authority.ts'
import { ensureMkcert } from '../tls/install-mkcert.ts'
import { ensureCertificate } from '../tls/issue-certificates.ts'
import { pairFiles, readPair } from '../tls/read-certificate.ts'
import { formatDay, inspectPair, isIssuedBy } from '../tls/site-certificate.ts'
import { otherMkcertNotes } from '../trust/other-mkcert.ts'
import { trustAuthority } from '../trust/trust-authority.ts'
import type { Project } from './project.ts'

/**
 * Certificates for every site, trust in the authority that issued them, and host names. Each change is printed as it is
 * made; what is right stays. False where something is left for the person, which is printed too.
 */
export async function setUpTls(project: Project, plan: Plan, board: Board): Promise<boolean> {
  const authority = await haveAuthority(plan, board)
  for (const site of plan.sites) await haveCertificate(project, site, authority, board)
  const stated = join(project.root, 'certs/ca.pem')
  const issued = plan.sites.find((site) => issuedPair(project, site, authority) !== undefined)
  // Containers trust it, and so may others: `curl --cacert`. A person's own stays.
  if (issued !== undefined && readTextIfThere(stated) !== authority.pem) writeAtomic(stated, authority.pem)
  const left = issued === undefined ? [] : await haveTrust(project, issued, authority, board)
  const advice = await haveNames(plan, board)
  board.close()
  for (const line of left) console.log(line === '' ? '' : `  ${line}`)
  // As it is: it may hold lines to paste.
  if (advice.length > 0) console.log(`\n${advice.join('\n')}`)
  return left.length === 0 && advice.length === 0
}

async function haveAuthority(plan: Plan, board: Board): Promise<Authority> {
  const row = board.row('authority')
  const { domain } = plan
  const tools = await ensureMkcert(row, hasOwnAuthority(domain) ? ['certutil'] : ['mkcert', 'certutil'])
  if (tools.said !== undefined) row.note(tools.said.replace(/^/gm, '  '))
  row.doing(tools.mkcert ? 'asking mkcert' : 'its own')
  const { authority, notes } = await chooseAuthority({ domain })
  const others = authority.kind === 'mkcert' ? otherMkcertNotes(authority) : []
  for (const note of [...notes, ...others]) row.note(note.replace(/^/gm, '  '))
  row.done(authority.kind === 'mkcert' ? "mkcert's" : `campus's own, for ${domain} only`)
  return authority
}

async function haveCertificate(
  project: Project,
  site: Site,
  authority: Authority,
  board: Board,
): Promise<void> {
  const row = board.row(site.key)
  const folder = join(project.root, 'certs')
  const { outcome, reasons } = await ensureCertificate({ site, folder, authority, row })
  for (const reason of reasons) row.note(`  ${reason}`)
  const until = inspectPair(readPair(pairFiles(folder, site.host)), new Date()).chain[0]?.validToDate
  const says = { right: 'right already', issued: 'issued', yours: 'your own' }[outcome]
  row.done(`${site.host}: ${says}${until === undefined ? '' : `, until ${formatDay(until)}`}`)
}

/** A site's pair if the authority issued it: it is what stores are asked about. */
function issuedPair(project: Project, { host }: Site, authority: Authority): KeyPair | undefined {
  const { certificate, key } = readPair(pairFiles(join(project.root, 'certs'), host))
  if (certificate.kind !== 'text' || key.kind !== 'text') return undefined
  const [leaf] = inspectPair({ certificate, key }, new Date()).chain
  if (leaf === undefined || !isIssuedBy(leaf, authority.pem)) return undefined
  return { certificate: certificate.text, key: key.text }
}

async function haveTrust(
  project: Project,
  site: Site,
  authority: Authority,
  board: Board,
): Promise<readonly string[]> {
  const pair = issuedPair(project, site, authority)
  if (pair === undefined) return []
  const row = board.row('trust')
  row.doing('asking each store')
  const reports = await trustAuthority({ authority, probe: { pair, host: site.host }, row })
  const left = reports.filter(({ state }) => state === 'left')
  const said = { trusted: 'trusts it already', added: 'trusts it now', left: 'NOT trusted', absent: '' }
  for (const { title, state, detail } of reports)
    if (state !== 'absent')
      row.note(`  ${title.padEnd(30)}${said[state]}${detail === '' ? '' : ` (${detail})`}`)
  const trusting = reports.filter(({ state }) => state === 'trusted' || state === 'added').length
  const text = `${trusting} ${trusting === 1 ? 'store' : 'stores'}${left.length === 0 ? '' : `, ${left.length} left`}`
  if (left.length === 0) row.done(text)
  else row.failed(text)
  return left.flatMap(({ title, detail, commands }) => [
    '',
    `${title}: ${detail === '' ? 'not trusted' : detail}`,
    ...commands
      .split('\n')
      .filter(Boolean)
      .map((line) => `  ${line}`),
  ])
}

async function haveNames(plan: Plan, board: Board): Promise<readonly string[]> {
  const names = [...new Set(plan.sites.map(({ host }) => host))]
  const { advice } = await ensureHosts({ environment: plan.name, names, row: board.row('hosts') })
  return advice
}
