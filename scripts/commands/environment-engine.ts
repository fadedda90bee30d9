import type { Engine } from '../engine/find-engine.ts'
import { findEngine } from '../engine/find-engine.ts'
import type { ServiceState } from '../engine/containers.ts'
import { listServices } from '../engine/containers.ts'
import { UserError } from '../system/user-error.ts'

/** The engine for commands that only look or stop: they never install one. */
export async function requireEngine(): Promise<Engine> {
  const found = await findEngine()
  if ('docker' in found) return found
  throw new UserError('No Docker engine answers, so nothing of this environment runs.', {
    id: 'docker-not-running',
    hint: 'Start it: make run',
  })
}

/** One running service by name, with the names there are where it is not one of them. */
export async function requireService(
  engine: Engine,
  environment: string,
  service: string,
): Promise<ServiceState> {
  const states = await listServices(engine, environment)
  const state = states.find((candidate) => candidate.service === service)
  if (state !== undefined) return state
  if (states.length === 0)
    throw new UserError('Nothing of this environment runs.', {
      id: 'not-running',
      hint: 'Start it: make run',
    })
  throw new UserError(`There is no service "${service}".`, {
    id: 'command-line',
    hint: `There are: ${states.map((candidate) => candidate.service).join(', ')}`,
    exitCode: 2,
  })
}
