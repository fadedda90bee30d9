import type { Mode } from '../../../scripts/plan/site.ts'
import type { Scenario } from './scenario.ts'
import type { Stage } from './stage.ts'

/** Those of a mode that can be tried on this machine. */
export async function scenariosHere<Where extends Stage>(
  scenarios: readonly Scenario<Where>[],
  mode: Mode,
): Promise<readonly Scenario<Where>[]> {
  const own = scenarios.filter((scenario) => scenario.mode === mode)
  const here: Scenario<Where>[] = []
  for (const scenario of own) if ((await scenario.isHere?.()) ?? true) here.push(scenario)
  return here
}
