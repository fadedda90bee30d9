import { join } from 'node:path'
import { openBoard, type Board } from '../system/board.ts'
import { takeLock } from '../system/lock.ts'
import { canAsk, confirm } from '../system/prompt.ts'
import { UserError } from '../system/user-error.ts'
import type { Project } from './project.ts'

/** Does a command's work while it holds the checkout's lock, with a board for its progress; both are released however it ends. */
export async function withLock(
  project: Project,
  command: string,
  work: (board: Board) => Promise<void>,
): Promise<void> {
  const release = takeLock(join(project.stateDir, 'lock'), command)
  const board = openBoard()
  try {
    await work(board)
  } catch (error) {
    board.abandon()
    throw error
  } finally {
    board.close()
    release()
  }
}

/**
 * Asks before a change that the user may not want, unless `--yes` was given. A no ends with exit code 1 and a message:
 * `Nothing was removed.`
 */
export async function confirmOrStop(question: string, nothing: `Nothing was ${string}.`): Promise<boolean> {
  if (!canAsk()) {
    throw new UserError(`There is no terminal to ask on. ${nothing}`, {
      id: 'no-terminal',
      hint: 'Add --yes',
    })
  }
  if (await confirm(question)) return true
  console.error(nothing)
  process.exitCode = 1
  return false
}
