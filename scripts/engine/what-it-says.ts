import { runFolder } from '../plan/run-folder.ts'
import type { ServiceState } from './containers.ts'
import type { Engine } from './find-engine.ts'
import { lookIntoRunFolder } from './run-folder.ts'

/** What a running service says in its status file besides being ready; undefined where that is all. */
export async function whatItSays(
  engine: Engine,
  states: readonly ServiceState[],
  service: string,
): Promise<string | undefined> {
  // What one that is gone said last is of no use.
  if (!states.some((state) => state.service === service && state.state === 'running')) return undefined
  const file = await lookIntoRunFolder(engine, states, ['cat', runFolder.status(service)])
  return /^(?:starting|failed|ready): (.+)$/m.exec(file)?.[1]
}
