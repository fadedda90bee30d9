import type { ServiceState } from '../engine/containers.ts'
import type { Engine } from '../engine/find-engine.ts'
import type { Plan } from '../plan/plan.ts'
import { askOverviews } from './ask-overviews.ts'

/** Key of a mock LMS -> the faults that are on. One that can't be asked is left out: whoever looks wants to see the rest. */
export async function faultsOn(
  engine: Engine,
  plan: Plan,
  states: readonly ServiceState[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const overviews = await askOverviews(engine, plan, states)
  return new Map([...overviews].map(([key, { faults }]) => [key, faults]))
}
