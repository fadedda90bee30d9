import type { ServiceState } from '../engine/containers.ts'
import type { Engine } from '../engine/find-engine.ts'
import { lookIntoRunFolder } from '../engine/run-folder.ts'
import type { Plan } from '../plan/plan.ts'
import { runFolder } from '../plan/run-folder.ts'

/**
 * Starts a Richie of a checkout again that failed and waits for an edit: what it failed by may have been mended elsewhere, as in
 * the database. A Richie from elsewhere has ended, and compose starts it.
 */
export async function retryFailed(
  engine: Engine,
  { richie }: Plan,
  before: readonly ServiceState[],
): Promise<void> {
  const container = before.find(({ service, state }) => service === 'richie' && state === 'running')
  if (richie.source.provider !== 'checkout' || container === undefined) return
  const said = await lookIntoRunFolder(engine, before, ['cat', runFolder.status('richie')])
  if (said.startsWith('failed')) await engine.docker.getContainer(container.containerId).restart()
}
