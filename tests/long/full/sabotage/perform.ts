import { changes, differences } from './judge.ts'
import { nameOf, type Findings, type Scenario } from './scenario.ts'
import type { Stage } from './stage.ts'

/**
 * Breaks one thing, looks, fixes it as the finding says, and looks again. `healthy` is how it stands before and must stand
 * afterwards: the look at the end of one scenario is the look at the beginning of the next. Returns what was otherwise
 * than it should be, a line each.
 */
export async function perform<Where extends Stage>(
  stage: Where,
  scenario: Scenario<Where>,
  argv: readonly string[],
  healthy: Findings,
  next: Scenario<Where> | undefined,
): Promise<readonly string[]> {
  await scenario.breaks(stage)
  const findings = await stage.look(argv)
  const wrong = differences(scenario, healthy, findings)
  if (wrong.length > 0) return wrong
  const { fault, command } = fixOf(scenario, findings)
  if (fault !== undefined) return [fault]
  if (scenario.family !== undefined && scenario.family === next?.family) {
    await stage.undo({ keep: scenario.family })
    return []
  }
  if (command === undefined) await stage.undo()
  const left = changes(healthy, await stage.look(argv, command))
  if (left.length === 0) await stage.undo({ isFixed: true })
  return left.map((line) => `after ${command ?? 'fixing by hand'}: ${line}`)
}

type Fixing = {
  /** What is wrong with the finding's fixes. */
  readonly fault?: string
  /** The command to run; absent where it is fixed by hand. */
  readonly command?: string
}

function fixOf(
  { fails, warns = [], fix, isOnlyRead }: Pick<Scenario, 'fails' | 'warns' | 'fix' | 'isOnlyRead'>,
  findings: Findings,
): Fixing {
  const [first] = [...fails, ...warns]
  const fixes = findings.find((finding) => nameOf(finding) === first)?.fix ?? []
  const texts = fixes.map(({ says, command = '' }) => `${says}\n${command}`).join('\n')
  const fault = `${first} is not fixed by ${fix}, but:\n${texts}`
  if (typeof fix !== 'string') return fix.test(texts) ? {} : { fault }
  const command = fixes
    .flatMap((one) => one.command ?? [])
    .find((one) => (fix.endsWith('*') ? one.startsWith(fix.slice(0, -1)) : one === fix))
  if (command === undefined) return { fault }
  return isOnlyRead === undefined ? { command: agreed(command) } : {}
}

/** Where a command asks before it acts, a person has said yes. */
function agreed(command: string): string {
  return command.replace('doctor --fix', 'doctor --fix --yes')
}
