import { forgetReplaced, readReplaced } from '../../artifacts/replaced.ts'
import type { ServiceState } from '../../engine/containers.ts'
import type { Engine } from '../../engine/find-engine.ts'
import { lookIntoRunFolder } from '../../engine/run-folder.ts'
import { runFolder } from '../../plan/container-paths.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Project } from '../../project/project.ts'

/**
 * Restarts a Richie of a checkout that failed and waits for an edit: the cause may have been fixed elsewhere, such as in the
 * database. A Richie of another source has ended, and compose starts it.
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

/**
 * Restarts running services that compose leaves alone: those that read files at their start which have been replaced since (the
 * gateway too), a Richie whose database or search engine is a new one and may be empty, and whatever is unhealthy. Returns their names.
 */
export async function restartOutdated(
  engine: Engine,
  project: Project,
  before: readonly ServiceState[],
  after: readonly ServiceState[],
): Promise<readonly string[]> {
  const readers = new Set(readReplaced(project.stateDir).map(readerOf))
  if (stores.some((store) => idOf(before, store) !== idOf(after, store))) readers.add('richie')
  const ranBefore = new Set(
    before.filter(({ state }) => state === 'running').map(({ containerId }) => containerId),
  )
  // One that compose has just made or started has read the new files.
  const outdated = after.filter(
    ({ service, containerId, health }) =>
      ranBefore.has(containerId) && (readers.has(service) || health === 'unhealthy'),
  )
  await Promise.all(outdated.map(({ containerId }) => engine.docker.getContainer(containerId).restart()))
  forgetReplaced(project.stateDir)
  return outdated.map(({ service }) => service)
}

const stores = ['database', 'search']

function idOf(states: readonly ServiceState[], service: string): string | undefined {
  return states.find((state) => state.service === service)?.containerId
}

/** The service that reads a file; none for compose.yaml. */
function readerOf(path: string): string | undefined {
  const [folder, name] = path.split('/')
  return { nginx: 'gateway', richie: 'richie', lms: name }[folder ?? '']
}
