import { ensureHosts } from '../hosts/ensure-hosts.ts'
import { hostNames } from '../hosts/hosts-file.ts'
import { removeHosts } from '../hosts/remove-hosts.ts'
import { loadPlan, openProject } from '../project/project.ts'
import { openBoard } from '../system/board.ts'

/**
 * `campus hosts add | remove`: adds the sites' documented names to the hosts file, or removes them; exit code 1 if it could
 * not be done, with the lines to add. Takes no lock and writes nothing in the checkout, so that sudo may run it.
 */
export async function hostsCommand(action: 'add' | 'remove'): Promise<void> {
  const plan = await loadPlan(openProject(), 'tls')
  const board = openBoard()
  try {
    const request = { environment: plan.name, row: board.row('hosts') }
    const { state, astray, advice } =
      action === 'add'
        ? await ensureHosts({ ...request, names: hostNames(plan) })
        : await removeHosts(request)
    board.close()
    if (advice.length > 0) console.log(`\n${advice.join('\n')}`)
    process.exitCode = state === 'left' || astray.length > 0 ? 1 : 0
  } catch (error) {
    board.abandon()
    throw error
  } finally {
    board.close()
  }
}
