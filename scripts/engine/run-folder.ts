import { runFolder } from '../plan/container-paths.ts'
import { execIn, type ServiceState } from './containers.ts'
import type { Engine } from './find-engine.ts'

/**
 * The output of a command on the folder that the services share, run in the gateway, which is always running. Empty while
 * the gateway itself is being replaced.
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

/** The text in a running service's status file; undefined where there is none. */
export async function readStepText(
  engine: Engine,
  states: readonly ServiceState[],
  service: string,
): Promise<string | undefined> {
  // The last status of a service that has ended is of no use.
  if (!states.some((state) => state.service === service && state.state === 'running')) return undefined
  const file = await lookIntoRunFolder(engine, states, ['cat', runFolder.status(service)])
  return /^(?:starting|failed|ready): (.+)$/m.exec(file)?.[1]
}
