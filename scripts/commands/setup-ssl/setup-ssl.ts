import type { Plan } from '../../plan/plan.ts'
import { loadPlan, openProject, type Project } from '../../project/project.ts'
import { withLock } from '../../project/work.ts'
import { paint } from '../../system/terminal.ts'
import { UserError } from '../../system/user-error.ts'
import { fixingCommands, checkOwnCertificates } from '../../tls/own-certificates.ts'
import { setUpTls } from './set-up.ts'
import { undoTls } from './undo.ts'

/** `cert: false` is what `--no-cert` says. */
export type SetupSslOptions = { readonly cert: boolean; readonly undo?: true }

/**
 * `campus setup-ssl`: certificates, trust and host names for tls mode; running it is the consent. `--no-cert` only checks the
 * user's own certificates, `--undo` removes what was added.
 */
export async function setupSslCommand({ cert, undo }: SetupSslOptions): Promise<void> {
  if (undo && !cert) {
    throw new UserError('--undo and --no-cert cannot be combined: choose one.', {
      id: 'command-line',
      exitCode: 2,
    })
  }
  const project = openProject()
  const plan = await loadPlan(project, 'tls')
  console.log(`${paint('bold', 'campus')}  setup-ssl · environment.yaml\n`)
  if (!cert) return await checkOnly(project, plan)
  requireOwnUser(process.env)
  await withLock(project, 'setup-ssl', async (board) => {
    if (undo) return await undoTls(plan, board)
    const isWhole = await setUpTls(project, plan, board)
    console.log(isWhole ? '\n  Next: make run-ssl' : '\n  Do the steps above. Then: make run-ssl')
  })
}

/** Under sudo, root's browsers and root's mkcert would be set up, which nobody uses. */
function requireOwnUser(env: Readonly<Record<string, string | undefined>>): void {
  const person = env['SUDO_USER']
  if (process.getuid?.() !== 0 || person === undefined || person === 'root') return
  throw new UserError(`This runs as root for ${person}: it would set up root's certificates and browsers.`, {
    id: 'setup-ssl-as-root',
    hint: `Run it as ${person}; it asks for sudo when needed: make setup-ssl`,
  })
}

/** Changes nothing: only checks the user's own certificates. */
async function checkOnly(project: Project, plan: Plan): Promise<void> {
  const reports = await checkOwnCertificates({ sites: plan.sites, folder: project.certsDir })
  for (const report of reports) {
    const isRight = report.faults.length === 0
    console.log(`  ${paint(isRight ? 'green' : 'red', report.host.padEnd(20))}${isRight ? 'usable' : ''}`)
    for (const { says } of report.faults) console.log(`    ${says}`)
    for (const warning of report.warnings) console.log(`    Note: ${warning}`)
    const commands = fixingCommands(report)
    if (commands.length > 0) console.log(`\n${commands.join('\n').replace(/^/gm, '      ')}\n`)
  }
  const isUsable = reports.every(({ faults }) => faults.length === 0)
  process.exitCode = isUsable ? 0 : 1
  console.log(isUsable ? '\n  Next: make run-ssl' : '\n  How to make them: docs/guides/own-certificates.md')
}
