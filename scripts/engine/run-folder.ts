import { runFolder } from '../plan/container-paths.ts'
import { execIn, type ServiceState } from './containers.ts'
import type { Engine } from './find-engine.ts'

/**
 * What a command prints that looks into the folder which the services share, by way of the gateway: it runs all the time.
 * Nothing while the gateway itself is being made anew.
 */
export async function lookIntoRunFolder(
  engine: Engine,
  states: readonly ServiceState[],
  argv: readonly string[],
): Promise<string> {
  const gateway = states.find(({ service, state }) => service === 'gateway' && state === 'running')
  if (gateway === undefined) return ''
  try {
    return (await execIn(engine, gateway.containerId, argv)).output
  } catch {
    return ''
  }
}

/** What a running service says in its status file besides being ready; undefined where that is all. */
export async function readStepText(
  engine: Engine,
  states: readonly ServiceState[],
  service: string,
): Promise<string | undefined> {
  // What one that is gone said last is of no use.
  if (!states.some((state) => state.service === service && state.state === 'running')) return undefined
  const file = await lookIntoRunFolder(engine, states, ['cat', runFolder.status(service)])
  return /^(?:starting|failed|ready): (.+)$/m.exec(file)?.[1]
}
