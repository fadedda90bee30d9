import { removeHosts } from '../../hosts/remove-hosts.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Board } from '../../system/board.ts'
import { undoTrust } from '../../trust/undo-trust.ts'

/** `setup-ssl --undo`: removes what was added to trust stores and to the hosts file, and nothing else. Exit code 1 if some is left. */
export async function undoTls(plan: Plan, board: Board): Promise<void> {
  const row = board.row('trust')
  row.doing('checking each store')
  const reports = await undoTrust({ row })
  for (const { title, state, detail } of reports)
    row.note(`  ${title.padEnd(30)}${said[state]}${detail === '' ? '' : ` (${detail})`}`)
  const left = reports.filter(({ state }) => state === 'left')
  if (left.length > 0) row.failed(`${left.length} not done`)
  else row.done(reports.length === 0 ? 'nothing was added' : `undone in ${stores(reports.length)}`)

  const hosts = await removeHosts({ environment: plan.name, row: board.row('hosts') })
  board.close()
  for (const { title, commands } of left) console.log(`\n  ${title}:\n${commands.replace(/^/gm, '    ')}`)
  if (hosts.advice.length > 0) console.log(`\n${hosts.advice.join('\n')}`)
  if (reports.length > 0) {
    console.log('\n  Other environments on this machine used the same trust. To set it up for them again:')
    console.log('  make setup-ssl in their folder')
  }
  console.log('\n  The certificates in certs/, mkcert and its authority stay: they are yours.')
  process.exitCode = left.length === 0 && hosts.state !== 'left' ? 0 : 1
}

const said = { removed: 'removed', gone: 'already gone', left: 'NOT removed' } as const

function stores(count: number): string {
  return `${count} ${count === 1 ? 'store' : 'stores'}`
}
