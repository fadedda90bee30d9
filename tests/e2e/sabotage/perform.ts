import { expect } from 'vitest'
import { changes, differences } from './judge.ts'
import { nameOf, type Findings, type Scenario } from './scenario.ts'
import type { Stage } from './stage.ts'

/**
 * Breaks one thing, looks, mends it as the finding says, and looks again. `healthy` is how it stands before and must stand
 * afterwards: the look at the end of one scenario is the look at the beginning of the next.
 */
export async function perform<Where extends Stage>(
  stage: Where,
  scenario: Scenario<Where>,
  argv: readonly string[],
  healthy: Findings,
): Promise<void> {
  await scenario.breaks(stage)
  const findings = await stage.look(argv)
  expect(differences(scenario, healthy, findings), 'found, but not expected').toEqual([])
  const command = mendOf(scenario, findings)
  if (command === undefined) await stage.undo()
  const mended = await stage.look(argv, command)
  expect(changes(healthy, mended), `after ${command ?? 'mending by hand'}`).toEqual([])
  await stage.undo({ isMended: true })
}

/** The command to run; undefined where it is mended by hand. */
function mendOf(
  { fails, warns = [], mend, isOnlyRead }: Pick<Scenario, 'fails' | 'warns' | 'mend' | 'isOnlyRead'>,
  findings: Findings,
): string | undefined {
  const [first] = [...fails, ...warns]
  const finding = findings.find((one) => nameOf(one) === first)
  const mends = finding?.mend ?? []
  const commands = mends.flatMap(({ command = [] }) => command)
  if (typeof mend === 'string') {
    const command = commands.find((one) =>
      mend.endsWith('*') ? one.startsWith(mend.slice(0, -1)) : one === mend,
    )
    if (command === undefined)
      throw new Error(`${first} is not mended by ${mend}, but by:\n${commands.join('\n')}`)
    return isOnlyRead === undefined ? agreed(command) : undefined
  }
  expect(
    mends.map(({ says, command = '' }) => `${says}\n${command}`).join('\n'),
    `mends of ${first}`,
  ).toMatch(mend)
  return undefined
}

/** Where a command asks before it acts, a person has said yes. */
function agreed(command: string): string {
  return command.replace('doctor --fix', 'doctor --fix --yes')
}
