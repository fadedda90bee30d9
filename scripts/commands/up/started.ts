import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { ServiceState } from '../../engine/containers.ts'
import type { Project } from '../../project/project.ts'
import { listFolder, readJson, readTextOrEmpty, writeIfChanged } from '../../system/files.ts'

/** What the last start left: its containers, and a hash of all that compose makes them from. */
type Started = { readonly inputs?: string; readonly containers?: readonly string[] }

/**
 * Whether all of the last start still runs and nothing that it was made from has changed: compose would find nothing to do, and need
 * not be asked, which takes half of such a start. A service that ends once its work is done, such as a front-end build, is for compose
 * to start again: it looks whether there is new work.
 */
export function isAsStarted(project: Project, states: readonly ServiceState[]): boolean {
  const { inputs, containers = [] } = readJson<Started>(recordFile(project), {})
  return (
    states.every(({ state, checkout }) => state === 'running' && checkout === project.root) &&
    states.length === containers.length &&
    states.every(({ containerId }) => containers.includes(containerId)) &&
    inputs === hashOfInputs(project)
  )
}

/** Once all services are ready. */
export function noteStarted(project: Project, states: readonly ServiceState[]): void {
  const started: Started = {
    inputs: hashOfInputs(project),
    containers: states.map(({ containerId }) => containerId),
  }
  writeIfChanged(recordFile(project), `${JSON.stringify(started)}\n`)
}

function recordFile({ stateDir }: Project): string {
  return join(stateDir, 'started.json')
}

/** The compose file, the environment files that it names, and which images were built last. */
function hashOfInputs({ composeFile, stateDir }: Project): string {
  const secrets = join(stateDir, 'secrets')
  const files = [
    composeFile,
    ...listFolder(secrets).map((name) => join(secrets, name)),
    join(stateDir, 'images.json'),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${JSON.stringify([file, readTextOrEmpty(file)])}\n`)
  return hash.digest('hex')
}
