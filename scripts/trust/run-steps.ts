import { asRoot, mayUseRoot, shellCommands } from '../system/as-root.ts'
import type { Row } from '../system/board.ts'
import { run } from '../system/process.ts'
import { lastLines } from '../system/terminal.ts'
import type { Step } from './store.ts'

/** Prints the commands that are about to run. False where root access is needed and was not given. */
export async function mayRun(row: Row, purpose: string, steps: readonly Step[]): Promise<boolean> {
  const asPerson = steps.filter((step) => !step.needsRoot)
  if (asPerson.length > 0) row.note(`  ${purpose}:`)
  for (const step of asPerson) row.note(`    ${typed(step)}`)
  const root = steps.filter((step) => step.needsRoot)
  return root.length === 0 || (await mayUseRoot(row, purpose, root))
}

/** Runs the steps in their order; `mayRun` came before. Undefined where all went well, else what the failed one said. */
export async function runSteps(steps: readonly Step[]): Promise<string | undefined> {
  for (const step of steps) {
    const result = await (step.needsRoot
      ? asRoot({ ...step, argv: toItsEnd(step.argv) })
      : run(step.argv, { timeoutMs }))
    if (result.exitCode === 0) continue
    const said = lastLines(result.stderr === '' ? result.stdout : result.stderr, 3).trim()
    return `${step.argv.join(' ')}: ${said === '' ? `failed with exit code ${result.exitCode}` : said}`
  }
  return undefined
}

/** For a database that another program has locked; Windows asks the person in a window of its own. */
const timeoutMs = 180_000

/**
 * Ctrl-C, or the end of campus, waits for a command of root's: it takes a second or two. If interrupted, the hook with which
 * update-ca-certificates updates Java's store leaves dpkg with a half-configured package, and no later run fixes that.
 */
function toItsEnd(argv: readonly string[]): readonly string[] {
  return ['sh', '-c', 'trap "" HUP INT TERM; exec "$@" > /dev/null', 'sh', ...argv]
}

/** The steps as commands to paste. */
export function commandsOf(steps: readonly Step[]): string {
  return steps.map(typed).join('\n')
}

function typed(step: Step): string {
  const command = shellCommands([step])
  return step.needsRoot ? command : command.slice('sudo '.length)
}
