import { join } from 'node:path'
import { ensureHosts } from '../../hosts/ensure-hosts.ts'
import { hostNames } from '../../hosts/hosts-file.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Site } from '../../plan/site.ts'
import type { Project } from '../../project/project.ts'
import type { Board } from '../../system/board.ts'
import { readTextIfThere, writeIfChanged } from '../../system/files.ts'
import type { Authority, KeyPair } from '../../tls/authority.ts'
import { chooseAuthority, hasOwnAuthority } from '../../tls/choose-authority.ts'
import { ensureMkcert } from '../../tls/install-mkcert.ts'
import { ensureCertificate, type Ensured, stateAuthority } from '../../tls/issue-certificates.ts'
import { formatDay } from '../../tls/site-certificate.ts'
import { otherMkcertNotes } from '../../trust/other-mkcert.ts'
import { trustAuthority } from '../../trust/trust-authority.ts'

/** A certificate that the authority issued: the trust stores are asked about it. */
type Issued = { readonly pair: KeyPair; readonly host: string }

/**
 * Certificates for every site, trust in the authority that issued them, and host names. Each change is printed as it is
 * made; what is right stays. False if something is left for the user to do, which is printed too.
 */
export async function setUpTls(project: Project, plan: Plan, board: Board): Promise<boolean> {
  const authority = await haveAuthority(plan, board)
  let probe: Issued | undefined
  for (const site of plan.sites) {
    const { outcome, pair } = await haveCertificate(project, site, authority, board)
    if (outcome !== 'yours') probe ??= { pair, host: site.host }
  }
  if (probe !== undefined) {
    const stated = join(project.certsDir, 'ca.pem')
    writeIfChanged(stated, stateAuthority(readTextIfThere(stated) ?? '', authority.pem))
  }
  const left = probe === undefined ? [] : await haveTrust(authority, probe, board)
  const advice = await haveNames(plan, board)
  board.close()
  for (const line of left) console.log(line === '' ? '' : `  ${line}`)
  // Printed as it is: it may hold lines to paste.
  if (advice.length > 0) console.log(`\n${advice.join('\n')}`)
  return left.length === 0 && advice.length === 0
}

async function haveAuthority(plan: Plan, board: Board): Promise<Authority> {
  const row = board.row('authority')
  const { domain } = plan
  const tools = await ensureMkcert(row, hasOwnAuthority(domain) ? ['certutil'] : ['mkcert', 'certutil'])
  if (tools.said !== undefined) row.note(tools.said.replace(/^/gm, '  '))
  row.doing(tools.mkcert ? 'asking mkcert' : "campus's own")
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
): Promise<Ensured> {
  const row = board.row(site.key)
  const ensured = await ensureCertificate({ site, folder: project.certsDir, authority, row })
  const { outcome, reasons, until } = ensured
  for (const reason of reasons) row.note(`  ${reason}`)
  const says = { right: 'valid already', issued: 'issued', yours: 'your own' }[outcome]
  row.done(`${site.host}: ${says}, until ${formatDay(until)}`)
  return ensured
}

async function haveTrust(authority: Authority, probe: Issued, board: Board): Promise<readonly string[]> {
  const row = board.row('trust')
  row.doing('checking each store')
  const reports = await trustAuthority({ authority, probe, row })
  const left = reports.filter(({ state }) => state === 'left')
  const said = { trusted: 'trusts it already', added: 'trusts it now', left: 'NOT trusted', absent: '' }
  for (const { title, state, detail } of reports) {
    if (state !== 'absent')
      row.note(`  ${title.padEnd(30)}${said[state]}${detail === '' ? '' : ` (${detail})`}`)
  }
  const trusting = reports.filter(({ state }) => state === 'trusted' || state === 'added').length
  const text = `${trusting} ${trusting === 1 ? 'store' : 'stores'}${left.length === 0 ? '' : `, ${left.length} not done`}`
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
  const request = { environment: plan.name, names: hostNames(plan), row: board.row('hosts') }
  const { advice } = await ensureHosts(request)
  return advice
}
