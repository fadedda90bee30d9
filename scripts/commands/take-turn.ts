import { join } from 'node:path'
import type { Lms } from '../plan/plan.ts'
import type { Surroundings } from '../probes/surroundings.ts'
import { pause } from '../system/interruption.ts'
import { takeLock } from '../system/lock.ts'
import type { ProgressLine } from '../system/progress-line.ts'
import { UserError } from '../system/user-error.ts'
import { callSeldom } from './call-seldom.ts'
import type { Project } from './project.ts'

type Wishes = { readonly isLoggingIn: boolean; readonly line: ProgressLine }

/**
 * Waits until no other check of this checkout is under way, where two would disturb each other: a second login ends the
 * session of the first, and an LMS that is not ours is called seldom. `end` lets the next one in.
 */
export async function takeTurn(
  project: Pick<Project, 'stateDir'>,
  lmses: readonly Lms[],
  { isLoggingIn, line }: Wishes,
): Promise<{ readonly surroundings: Pick<Surroundings, 'beforeCall'>; readonly end: () => void }> {
  const isAlone = isLoggingIn || lmses.some(({ provider }) => provider === 'external')
  const end = isAlone ? await waitFor(join(project.stateDir, 'check.lock'), line) : () => undefined
  return { surroundings: callSeldom(project, lmses, line), end }
}

async function waitFor(lock: string, line: ProgressLine): Promise<() => void> {
  for (let isTold = false; ; isTold = true) {
    try {
      return takeLock(lock, 'check')
    } catch (error) {
      if (!(error instanceof UserError) || error.id !== 'lock-held') throw error
      const says = `waiting for another check: ${error.message}`
      if (!isTold && !process.stdout.isTTY) console.error(says)
      line.show(says)
      await pause(250)
    }
  }
}
