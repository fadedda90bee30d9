import type { Machine } from '../system/machine.ts'
import type { EngineProblem } from './engine-problem.ts'

/** What to do about a problem: install an engine, start the installed one, or only say what is wrong. */
export type Action = 'install' | 'start' | 'explain'

const ownSockets = ['unix:///var/run/docker.sock', 'unix:///run/docker.sock']

/** Only the engine of this machine is installed or started: not one that the user named, nor an application with an engine in it. */
export function chooseAction(
  problem: EngineProblem,
  found: {
    readonly machine: Machine
    /** Debian's or Ubuntu's own docker.io is installed. */
    readonly hasDistributionEngine: boolean
    /** An installation was interrupted. */
    readonly isHalfInstalled: boolean
  },
): Action {
  const { machine, hasDistributionEngine, isHalfInstalled } = found
  if (problem.kind === 'not-installed') return 'install'
  if (problem.kind === 'no-compose') return hasDistributionEngine ? 'install' : 'explain'
  if (problem.kind !== 'not-running' || machine.platform !== 'linux') return 'explain'
  if (problem.attempts.some(({ at }) => !ownSockets.includes(at.host))) return 'explain'
  return machine.hasDockerd && !isHalfInstalled ? 'start' : 'install'
}
