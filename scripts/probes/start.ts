import type { Mend } from '../diagnosis/check.ts'
import type { Plan } from '../plan/plan.ts'

/** Starting the environment in the mode of the plan, which also writes everything that is generated anew. */
export function start({ mode }: Pick<Plan, 'mode'>, says = 'Start it'): Mend {
  return { says, command: mode === 'tls' ? 'make run-ssl' : 'make run' }
}
