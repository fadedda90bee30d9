import { existsSync } from 'node:fs'
import type { ServiceState } from '../engine/containers.ts'
import { UserError } from '../system/user-error.ts'
import type { Project } from './project.ts'

/** An environment of this name that runs from another checkout is not ours to change. What does not run, or whose checkout is gone, is. */
export function requireOwnEnvironment(project: Project, name: string, states: readonly ServiceState[]): void {
  const foreign = states.find(
    ({ state, composeFile }) =>
      state === 'running' && composeFile !== project.composeFile && existsSync(composeFile),
  )
  if (foreign === undefined) return
  throw new UserError(`An environment called "${name}" runs from another checkout: ${foreign.composeFile}`, {
    id: 'other-checkout',
    hint: 'Stop it there (make stop), or give this one a name of its own: name: ... in environment.local.yaml',
  })
}
