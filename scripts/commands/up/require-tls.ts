import type { Engine } from '../../engine/find-engine.ts'
import { environmentOfContainer } from '../../engine/labels.ts'
import { hostNames, hostsFile } from '../../hosts/hosts-file.ts'
import { astray, lookupFor } from '../../hosts/lookup.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Project } from '../../project/project.ts'
import { canAsk, confirm } from '../../system/prompt.ts'
import { UserError } from '../../system/user-error.ts'
import { pairFiles, readPair } from '../../tls/read-certificate.ts'
import { covers, inspectPair } from '../../tls/site-certificate.ts'
import { inspectTrust } from '../../trust/inspect-trust.ts'
import { setupSslCommand } from '../setup-ssl/setup-ssl.ts'

/**
 * Requires the certificates of tls mode, whoever issued them. If some can't be served it says which and why, offers to set
 * them up on a terminal, and starts nothing otherwise.
 */
export async function requireTls(project: Project, plan: Plan): Promise<void> {
  const faults = certificateFaults(project, plan)
  if (faults.length === 0) return
  const problem = new UserError(
    `https is not set up here:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    {
      id: 'https-not-set-up',
      hint: 'Set it up: make setup-ssl\nCheck certificates of your own: bin/campus setup-ssl --no-cert',
    },
  )
  if (!canAsk()) throw problem
  console.log(`${problem.message}\n`)
  if (!(await confirm('Set it up now (make setup-ssl)?'))) throw problem
  await setupSslCommand({ cert: true })
  const rest = certificateFaults(project, plan)
  if (rest.length > 0) throw problem
  console.log('')
}

/**
 * Says which names this machine can't find, and which of its stores would warn of the certificates. This is not an error: the
 * browser may be on another machine.
 */
export async function adviseOnTls(project: Project, plan: Plan, engine: Engine): Promise<void> {
  for (const line of await othersOnDomain(plan, engine)) console.log(`\n${line}`)
  const names = hostNames(plan)
  const { host } = plan.richie.site
  const { certificate, key } = readPair(pairFiles(project.certsDir, host))
  const probe =
    certificate.kind === 'text' && key.kind === 'text'
      ? { pair: { certificate: certificate.text, key: key.text }, host }
      : undefined
  const [found, stores] = await Promise.all([
    lookupFor(hostsFile())(names),
    probe === undefined ? [] : inspectTrust({ probe }),
  ])
  const lost = astray(names, found)
  const wary = stores.filter(({ state }) => state === 'left').map(({ title }) => title)
  if (lost.length + wary.length === 0) return
  console.log('')
  if (lost.length > 0) console.log(`  This machine can't find ${lost.join(' and ')} yet.`)
  if (wary.length > 0) console.log(`  The certificates are not trusted yet by: ${wary.join('; ')}.`)
  console.log('  To fix it: make setup-ssl')
}

/** Cookies ignore ports: of two environments below one domain, each ends the session of the other. */
async function othersOnDomain({ name, domain }: Plan, engine: Engine): Promise<readonly string[]> {
  const filters = { label: [`campus.domain=${domain}`] }
  const containers = await engine.docker.listContainers({ filters })
  return containers.flatMap(({ Labels }) => {
    const other = environmentOfContainer(Labels)
    if (other === undefined || other === name) return []
    return [
      `  The environment "${other}" runs below ${domain} too: logging in to one logs you out of the other, since cookies`,
      `  ignore ports. Give this one a domain of its own in environment.local.yaml: domain: ${name}.test`,
      '  Then: make setup-ssl && make run-ssl',
    ].join('\n')
  })
}

function certificateFaults(project: Project, plan: Plan, now = new Date()): readonly string[] {
  return plan.sites.flatMap(({ host }) => {
    const shown = { certificate: `certs/${host}.pem`, key: `certs/${host}.key` }
    const { faults, chain } = inspectPair(readPair(pairFiles(project.certsDir, host)), now)
    const [leaf] = chain
    return [
      ...faults
        .filter(({ kind }) => kind !== 'expires-soon')
        .map(({ file, says }) => `${shown[file]} ${says}`),
      ...(leaf === undefined || covers(leaf, host) ? [] : [`${shown.certificate} is not for ${host}`]),
    ]
  })
}
