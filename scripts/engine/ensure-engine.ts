import { userInfo } from 'node:os'
import { installedPackages, repairSteps, runAptStep } from '../system/apt.ts'
import { agreeToRoot, isRoot, type RootStep } from '../system/as-root.ts'
import type { Row } from '../system/board.ts'
import { lookAtMachine, type Machine } from '../system/machine.ts'
import { lastLines } from '../system/terminal.ts'
import { UserError } from '../system/user-error.ts'
import { chooseAction, type Action } from './choose-action.ts'
import { explainProblem } from './explain-problem.ts'
import { findEngine, isEngine, type Engine } from './find-engine.ts'
import { hostAptSources } from './indexes/host-apt.ts'
import { enginePackages, foreignPackages, planInstall } from './install-plan.ts'
import { startEngine, startSteps } from './start-engine.ts'

/** An engine that answers: a running one, else one that is started, else one that is installed and started. */
export async function ensureEngine(row: Row): Promise<Engine> {
  const found = await findEngine()
  if (isEngine(found)) return report(row, found)
  const machine = lookAtMachine()
  const action = chooseAction(found, {
    machine,
    hasDistributionEngine: installedPackages(['docker.io']).length > 0,
    isHalfInstalled: repairSteps(enginePackages).length > 0,
  })
  if (action === 'explain') throw explainProblem(found, machine)
  const install = action === 'install' ? installSteps(machine) : []
  const start = startSteps(machine)
  await agreeToRoot(row, purposes[action], [...install, ...start])
  for (const step of install) await installOne(row, step)
  // A package may start its own service.
  const after = action === 'install' ? await findEngine() : found
  if (!isEngine(after) && after.kind === 'not-running') await startEngine(row, start, machine)
  return report(row, await findOrThrow(machine, action), action)
}

const purposes = {
  install: 'Docker is not installed. Installing and starting it',
  start: 'Docker is installed, but not running. Starting it',
} as const

function installSteps(machine: Machine): readonly RootStep[] {
  const foreign = installedPackages(foreignPackages)
  const plan = planInstall({ machine, sources: hostAptSources(), foreign })
  if (plan.kind === 'by-hand')
    throw new UserError(plan.reason, { id: 'docker-not-installed', hint: plan.hint })
  const join = { argv: ['usermod', '-aG', 'docker', userInfo().username] }
  return [...repairSteps(enginePackages), ...plan.steps, ...(isRoot() ? [] : [join])]
}

async function installOne(row: Row, step: RootStep): Promise<void> {
  row.doing('installing Docker')
  const { exitCode, stdout, stderr } = await runAptStep(step, (text) =>
    row.doing(`installing Docker: ${text}`),
  )
  // A broken repository of the user's must not stop us: if we need it, the installation fails.
  if (exitCode === 0 || step.argv.includes('update')) return
  throw new UserError(`Docker could not be installed:\n${lastLines(stderr === '' ? stdout : stderr)}`, {
    id: 'docker-install-failed',
    hint: `Try it by hand: sudo ${step.argv.join(' ')}`,
  })
}

async function findOrThrow(machine: Machine, action: Action): Promise<Engine> {
  const found = await findEngine()
  if (isEngine(found)) return found
  if (found.kind === 'no-permission' && action === 'install') {
    throw new UserError('Docker is installed and running, but this shell is not in its group yet.', {
      id: 'docker-no-permission',
      hint: 'newgrp docker',
    })
  }
  throw explainProblem(found, machine)
}

function report(row: Row, engine: Engine, action?: Action): Engine {
  const done = action === undefined ? '' : action === 'install' ? ', installed' : ', started'
  row.done(`Docker ${bare(engine.version)}, compose ${bare(engine.composeVersion)}${done}`)
  return engine
}

/** `26.1.5+dfsg1` is Debian's way to say 26.1.5. */
function bare(version: string): string {
  return /^[\d.]+/.exec(version)?.[0] ?? version
}
