import type { Row } from './board.ts'
import { hasProgram } from './machine.ts'
import { run, type RunOptions, type RunResult } from './process.ts'
import { canAsk, confirm } from './prompt.ts'
import { shellWord } from './shell-words.ts'
import { UserError } from './user-error.ts'

/** A command that needs root. */
export type RootStep = {
  readonly argv: readonly string[]
  readonly input?: string
  /** Shown instead of a command that is too long to show. */
  readonly says?: string
}

/**
 * Prints what is about to be done as root, one line a command. Root has agreed by starting campus; anybody else is asked
 * on a terminal, and without one nothing is done.
 */
export async function agreeToRoot(row: Row, purpose: string, steps: readonly RootStep[]): Promise<void> {
  const say = () => sayRootSteps(row, purpose, steps)
  if (isRoot()) return say()
  const byHand = new UserError(`${purpose} needs root.`, {
    id: 'needs-root',
    hint: shellCommands(steps),
  })
  if (!canAsk() || !hasProgram('sudo')) throw byHand
  say()
  const agreed = await row.handOver(async () => {
    if (!(await confirm('  Do this now?'))) return false
    return (await run(['sudo', '-v'], { inherit: true, onTerminal: true })).exitCode === 0
  })
  if (!agreed) throw byHand
}

/**
 * For a command that is itself the person's consent (`setup-ssl`): says what is about to be done as root, one line a
 * command, and lets sudo ask for its password. False where root access is not given: the caller prints what is left to do.
 */
export async function mayUseRoot(row: Row, purpose: string, steps: readonly RootStep[]): Promise<boolean> {
  sayRootSteps(row, purpose, steps)
  if (isRoot()) return true
  if (!hasProgram('sudo')) return false
  if ((await run(['sudo', '-n', 'true'], { onTerminal: true })).exitCode === 0) return true
  if (!canAsk()) return false
  return await row.handOver(
    async () => (await run(['sudo', '-v'], { inherit: true, onTerminal: true })).exitCode === 0,
  )
}

/** Runs a command as root; `agreeToRoot` or `mayUseRoot` came before. */
export function asRoot(step: RootStep, options: RunOptions = {}): Promise<RunResult> {
  const withInput = step.input === undefined ? options : { ...options, input: step.input }
  if (isRoot()) return run(step.argv, withInput)
  return run(['sudo', '-n', ...step.argv], { ...withInput, onTerminal: true })
}

/** Whether we are root. */
export function isRoot(): boolean {
  return process.getuid?.() === 0
}

function sayRootSteps(row: Row, purpose: string, steps: readonly RootStep[]): void {
  row.note(`  ${purpose}:`)
  for (const step of steps) row.note(`    ${isRoot() ? '' : 'sudo '}${brief(step)}`)
}

/** The commands as a person types them. */
export function shellCommands(steps: readonly RootStep[]): string {
  return steps.map(typed).join('\n')
}

/** Without a here-document: indented in a message, its end would not be found. */
function typed({ argv, input, says }: RootStep): string {
  const line = `sudo ${says ?? argv.map(shellWord).join(' ')}`
  if (input === undefined) return line
  const lines = input.trimEnd().split('\n').map(shellWord)
  return `printf '%s\\n' ${lines.join(' ')} | ${line} > /dev/null`
}

function brief({ argv, input, says }: RootStep): string {
  if (says !== undefined || input === undefined) return says ?? argv.map(shellWord).join(' ')
  return `${argv.join(' ')}   (${input.trimEnd().split('\n').join(', ')})`
}
