import { candidateSuffix, type Staged } from '../../artifacts/stage.ts'
import type { ServiceState } from '../../engine/containers.ts'
import type { Engine } from '../../engine/find-engine.ts'
import { restartGateway, seesFile, testConfiguration } from '../../engine/gateway.ts'
import type { Project } from '../../project/project.ts'
import { UserError } from '../../system/user-error.ts'

/**
 * Puts staged artifacts in place. Where the gateway runs and its configuration changed, the candidate is tested inside
 * it first: a bad one is removed and the last good one stays active.
 */
export async function switchArtifacts(
  engine: Engine,
  project: Project,
  states: readonly ServiceState[],
  staged: Staged,
): Promise<void> {
  const gateway = states.find(
    ({ service, state, checkout }) =>
      service === 'gateway' && state === 'running' && checkout === project.root,
  )
  if (gateway === undefined || !staged.changes.some(({ path }) => path === 'nginx/nginx.conf')) {
    staged.commit()
    return
  }
  const candidate = `nginx.conf${candidateSuffix}`
  if (!(await seesFile(engine, gateway, candidate))) {
    // generated/ was deleted meanwhile: the container keeps the deleted folder until it restarts.
    staged.commit()
    await restartGateway(engine, gateway)
    return
  }
  const fault = await testConfiguration(engine, gateway, candidate)
  if (fault !== undefined) {
    staged.discard()
    throw new UserError(`nginx refuses the new configuration; the last good one stays active:\n${fault}`, {
      id: 'configuration-refused',
      hint: 'Show the new one: bin/campus render --stdout nginx/nginx.conf',
    })
  }
  staged.commit()
}
