import type { ServiceState } from '../engine/containers.ts'
import type { Engine } from '../engine/find-engine.ts'
import type { Plan } from '../plan/plan.ts'
import { askLms } from './ask-lms.ts'
import type { OverviewReport } from './lms-reports.ts'

/** Key of a mock LMS -> what it says of itself. One that can't be asked is left out: whoever looks wants to see the rest. */
export async function askOverviews(
  engine: Engine,
  plan: Plan,
  states: readonly ServiceState[],
): Promise<ReadonlyMap<string, OverviewReport>> {
  const mocks = plan.mocks.map(({ key }) => key)
  const running = states.filter(({ service, health }) => mocks.includes(service) && health === 'healthy')
  const asked = await Promise.allSettled(
    running.map(async (state): Promise<[string, OverviewReport]> => {
      const { status, body } = await askLms(engine, state, 'GET', '/overview')
      if (status !== 200) throw new Error(`${state.service} answers ${status}`)
      return [state.service, body as OverviewReport]
    }),
  )
  return new Map(asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
}
