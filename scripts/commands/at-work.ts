import { join } from 'node:path'
import { openBoard } from '../system/board.ts'
import type { Board } from '../system/board.ts'
import { takeLock } from '../system/lock.ts'
import type { Project } from './project.ts'

/** Does a command's work while it holds the checkout's lock, with a board for its progress; both are given back however it ends. */
export async function atWork(
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
