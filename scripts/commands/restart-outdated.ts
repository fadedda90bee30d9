import { forgetReplaced, readReplaced } from '../artifacts/replaced.ts'
import { listServices, type ServiceState } from '../engine/containers.ts'
import type { Engine } from '../engine/find-engine.ts'
import type { Plan } from '../plan/plan.ts'
import type { Project } from './project.ts'

/**
 * Starts services again that may have read at their start what has been replaced since, the gateway among them: compose
 * leaves them alone. Returns their names.
 */
export async function restartOutdated(
  engine: Engine,
  project: Project,
  plan: Plan,
  before: readonly ServiceState[],
): Promise<readonly string[]> {
  const readers = new Set(readReplaced(project.stateDir).map(readerOf))
  if (readers.size === 0) return []
  const ranBefore = new Set(
    before.filter(({ state }) => state === 'running').map(({ containerId }) => containerId),
  )
  // One that compose has just made or started has read what is right.
  const outdated = (await listServices(engine, plan.name)).filter(
    ({ service, containerId }) => readers.has(service) && ranBefore.has(containerId),
  )
  await Promise.all(outdated.map(({ containerId }) => engine.docker.getContainer(containerId).restart()))
  forgetReplaced(project.stateDir)
  return outdated.map(({ service }) => service)
}

/** The service that reads a file; of compose.yaml it is none. */
function readerOf(path: string): string | undefined {
  const [folder, name] = path.split('/')
  return { nginx: 'gateway', richie: 'richie', lms: name }[folder ?? '']
}
