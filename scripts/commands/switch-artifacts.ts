import { candidateSuffix } from '../artifacts/stage.ts'
import type { Staged } from '../artifacts/stage.ts'
import type { ServiceState } from '../engine/containers.ts'
import type { Engine } from '../engine/find-engine.ts'
import { testConfiguration } from '../engine/gateway.ts'
import { UserError } from '../system/user-error.ts'

/**
 * Puts staged artifacts in place. Where the gateway runs and its configuration changed, the candidate is tested inside
 * it first: a bad one is taken away and the last good one goes on serving.
 */
export async function switchArtifacts(
  engine: Engine,
  states: readonly ServiceState[],
  staged: Staged,
): Promise<void> {
  const gateway = states.find((state) => state.service === 'gateway' && state.state === 'running')
  if (gateway !== undefined && staged.changes.some(({ path }) => path === 'nginx/nginx.conf')) {
    const fault = await testConfiguration(engine, gateway, `nginx.conf${candidateSuffix}`)
    if (fault !== undefined) {
      staged.discard()
      throw new UserError(
        `nginx refuses the new configuration; the last good one goes on serving:\n${fault}`,
        {
          hint: 'See what it would be: bin/campus render --stdout nginx/nginx.conf',
        },
      )
    }
  }
  staged.commit()
}
