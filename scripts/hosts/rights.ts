import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { asRoot, isRoot, mayUseRoot, type RootStep, shellCommands } from '../system/as-root.ts'
import type { Row } from '../system/board.ts'
import { lastLines } from '../system/terminal.ts'
import { UserError } from '../system/user-error.ts'
import type { Answer } from './change-hosts-as-root.ts'
import { changeHosts, type Change, type Changed, type Refused, applyChange } from './change-hosts.ts'
import { findTarget } from './disk.ts'
import type { Hosts } from './read-hosts.ts'

/** How a hosts file can be changed; tests have others. */
export type Rights = {
  /** Whether this process may write it without sudo. */
  canWrite(file: string): boolean
  mayUseRoot(row: Row, purpose: string, steps: readonly RootStep[]): Promise<boolean>
  asRoot: typeof asRoot
}

export const ownRights: Rights = { canWrite, mayUseRoot, asRoot }

/** Changes a hosts file, by this process or through sudo. */
export async function changeWithRights(
  row: Row,
  file: string,
  change: Change,
  rights: Rights,
): Promise<Changed | Refused> {
  if (rights.canWrite(file)) return changeHosts(file, change)
  const step = rootStep(file, change)
  if (!(await rights.mayUseRoot(row, `Changing ${file} needs root`, [step])))
    return { refused: `${file} was not changed: root access is needed and was not given.` }
  const { exitCode, stdout, stderr } = await rights.asRoot(step)
  const answer = exitCode === 0 ? (JSON.parse(stdout) as Answer) : undefined
  if (answer === undefined)
    return { refused: `${file} was not changed:\n${lastLines(stderr === '' ? stdout : stderr)}` }
  if ('changed' in answer) return answer.changed
  const { message, ...rest } = answer.fault
  throw new UserError(message, rest)
}

/** The change as a command: also for a person to type. */
function rootStep(file: string, { action, environment, names }: Change): RootStep {
  const program = join(import.meta.dirname, 'change-hosts-as-root.ts')
  return { argv: [process.execPath, program, action, file, environment, ...names] }
}

function canWrite(file: string): boolean {
  if (isRoot()) return true
  const target = findTarget(file)
  return (!existsSync(target) || isWritable(target)) && isWritable(dirname(target))
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** How a person makes a change, as lines to print: an addition by lines to paste, all else by our own writer. */
export function byHand(hosts: Hosts, file: string, change: Change): readonly string[] {
  const text = applyChange(hosts.text, change, file)
  const isAddition = !hosts.isCut && text.startsWith(hosts.text)
  // tee writes lines that end as the shell's do.
  const input = text.slice(hosts.text.length).replaceAll('\r', '')
  const step = isAddition ? { argv: ['tee', '-a', file], input } : rootStep(file, change)
  return [`To change ${file} by hand:`, '', ...shellCommands([step]).split('\n')]
}
