import { candidateSuffix } from '../artifacts/stage.ts'
import type { Staged } from '../artifacts/stage.ts'
import type { ServiceState } from '../engine/containers.ts'
import type { Engine } from '../engine/find-engine.ts'
import { reloadGateway, testConfiguration } from '../engine/gateway.ts'
import type { Plan } from '../plan/plan.ts'
import { UserError } from '../system/user-error.ts'

/**
 * Puts staged artifacts in place. Where the gateway runs and its configuration changed, the candidate is tested inside
 * it first: a bad one is taken away and the last good one goes on serving. Returns what makes nginx take the new one.
 */
export async function switchArtifacts(
  engine: Engine,
  plan: Plan,
  states: readonly ServiceState[],
  staged: Staged,
): Promise<() => Promise<void>> {
  const gateway = states.find((state) => state.service === 'gateway' && state.state === 'running')
  const change = staged.changes.find(({ path }) => path === 'nginx/nginx.conf')
  if (gateway === undefined || change === undefined) {
    staged.commit()
    return async () => undefined
  }
  const fault = await testConfiguration(engine, gateway, `nginx.conf${candidateSuffix}`)
  if (fault !== undefined) {
    staged.discard()
    throw new UserError(`nginx refuses the new configuration; the last good one goes on serving:\n${fault}`, {
      hint: 'See what it would be: bin/campus render --stdout nginx/nginx.conf',
    })
  }
  staged.commit()
  const port = plan.sites[0]?.port ?? 0
  const version = /return 200 "(ok \w+)/.exec(change.after)?.[1] ?? ''
  return async () => reloadGateway(engine, gateway, { port, version })
}
