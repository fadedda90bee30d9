import type { Mode } from '../../../../scripts/plan/site.ts'
import type { Scenario } from './scenario.ts'
import type { Stage } from './stage.ts'

/** Those of a mode that can be tried on this machine; families stand together, and end with one whose fix is run. */
export async function scenariosHere<Where extends Stage>(
  scenarios: readonly Scenario<Where>[],
  mode: Mode,
): Promise<readonly Scenario<Where>[]> {
  const own = scenarios.filter((scenario) => scenario.mode === mode)
  const here: Scenario<Where>[] = []
  for (const scenario of own) if ((await scenario.isHere?.()) ?? true) here.push(scenario)
  const isRun = ({ fix, isOnlyRead }: Scenario<Where>) => typeof fix === 'string' && isOnlyRead === undefined
  const order = (scenario: Scenario<Where>) => `${scenario.family ?? ''} ${isRun(scenario)}`
  return here.toSorted((one, other) => order(one).localeCompare(order(other)))
}

/** Each with its name, for the title of its test, and the one that follows. */
export function inARow<Where extends Stage>(
  scenarios: readonly Scenario<Where>[],
): readonly { name: string; scenario: Scenario<Where>; next: Scenario<Where> | undefined }[] {
  return scenarios.map((scenario, index) => ({ name: scenario.name, scenario, next: scenarios[index + 1] }))
}
