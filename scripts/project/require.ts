import { existsSync } from 'node:fs'
import { type ServiceState, listServices } from '../engine/containers.ts'
import { type Engine, findEngine } from '../engine/find-engine.ts'
import type { Lms } from '../plan/lms.ts'
import { isRichieOurs, type Plan } from '../plan/plan.ts'
import { describeSource } from '../plan/richie-source.ts'
import { unknownWord } from '../system/unknown-word.ts'
import { UserError } from '../system/user-error.ts'
import type { Project } from './project.ts'

/** The engine for commands that only look or stop: they never install one. */
export async function requireEngine(): Promise<Engine> {
  const found = await findEngine()
  if ('docker' in found) return found
  throw noEngineAnswers('Start it: make run')
}

export function noEngineAnswers(hint: string): UserError {
  const message = 'No Docker engine answers, so nothing of this environment runs.'
  return new UserError(message, { id: 'docker-not-running', hint })
}

export function nothingRuns(hint = 'Start it: make run'): UserError {
  return new UserError('Nothing of this environment runs.', { id: 'not-running', hint })
}

/** One running service by name, with the names there are where it is not one of them. */
export async function requireService(
  engine: Engine,
  environment: string,
  service: string,
): Promise<ServiceState> {
  const states = await listServices(engine, environment)
  const state = states.find((candidate) => candidate.service === service)
  if (state !== undefined) return state
  if (states.length === 0) throw nothingRuns()
  throw new UserError(`There is no service "${service}".`, {
    id: 'command-line',
    hint: `There are: ${states.map((candidate) => candidate.service).join(', ')}`,
    exitCode: 2,
  })
}

/** An environment of this name that runs from another checkout is not ours to change. What does not run, or whose checkout is gone, is. */
export function requireOwnEnvironment(project: Project, name: string, states: readonly ServiceState[]): void {
  const foreign = states.find(
    ({ state, composeFile }) =>
      state === 'running' && composeFile !== project.composeFile && existsSync(composeFile),
  )
  if (foreign === undefined) return
  throw new UserError(`An environment called "${name}" runs from another checkout: ${foreign.composeFile}`, {
    id: 'other-checkout',
    hint: 'Stop it there (make stop), or give this one a name of its own: name: ... in environment.local.yaml',
  })
}

/** Richie runs in a container of this environment: what needs that ends here where it does not. */
export function requireOwnRichie(plan: Pick<Plan, 'richie'>): void {
  if (isRichieOurs(plan)) return
  throw new UserError(
    `Richie is not ours: it runs at ${describeSource(plan.richie.source)} (richie.source.url).`,
    {
      id: 'richie-not-ours',
      hint: 'Its log and its manage.py are where it was started. What it must be told: bin/campus settings richie',
    },
  )
}

/** The LMS of a key that a person typed; `more` is said after the keys that there are. */
export function requireLms({ lmses }: Pick<Plan, 'lmses'>, key: string, more?: string): Lms {
  const lms = lmses.find((candidate) => candidate.key === key)
  if (lms !== undefined) return lms
  const keys = lmses.map((candidate) => candidate.key)
  throw unknownWord('LMS', key, keys, more)
}

/** A course link that a person typed is a URL. */
export function requireLink(link: string): string {
  if (URL.canParse(link)) return link
  throw new UserError(`"${link}" is not a URL.`, {
    id: 'command-line',
    hint: 'A course link begins with http:// or https://',
    exitCode: 2,
  })
}
