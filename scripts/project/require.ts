import type { ServiceState } from '../engine/containers.ts'
import { type Engine, findEngine } from '../engine/find-engine.ts'
import type { Lms } from '../plan/lms.ts'
import { isRichieOurs, type Plan } from '../plan/plan.ts'
import { describeSource } from '../plan/richie-source.ts'
import { startCommand } from '../plan/site.ts'
import { unknownWord } from '../system/unknown-word.ts'
import { UserError } from '../system/user-error.ts'
import { ownServices } from './ownership.ts'
import type { Project } from './project.ts'

/** The engine for commands that only look or stop: they never install one. */
export async function requireEngine({ mode }: Pick<Plan, 'mode'>): Promise<Engine> {
  const found = await findEngine()
  if ('docker' in found) return found
  throw noEngineAnswers(`Start it: ${startCommand(mode)}`)
}

export function noEngineAnswers(hint: string): UserError {
  const message = 'No Docker engine answers, so this environment is not running.'
  return new UserError(message, { id: 'docker-not-running', hint })
}

export function nothingRuns({ mode }: Pick<Plan, 'mode'>): UserError {
  const hint = `Start it: ${startCommand(mode)}`
  return new UserError('This environment is not running.', { id: 'not-running', hint })
}

/** One running service by name; an unknown name is answered with the names of all services. */
export async function requireService(
  engine: Engine,
  project: Project,
  plan: Pick<Plan, 'name' | 'mode'>,
  service: string,
): Promise<ServiceState> {
  const states = await ownServices(engine, project, plan.name)
  const state = states.find((candidate) => candidate.service === service)
  if (state !== undefined) return state
  if (states.length === 0) throw nothingRuns(plan)
  throw new UserError(`There is no service "${service}".`, {
    id: 'command-line',
    hint: `Services: ${states.map((candidate) => candidate.service).join(', ')}`,
    exitCode: 2,
  })
}

/** For commands that need Richie in a container of this environment. */
export function requireOwnRichie(plan: Pick<Plan, 'richie'>): void {
  if (isRichieOurs(plan)) return
  throw new UserError(
    `This environment does not run Richie: it is at ${describeSource(plan.richie.source)} (richie.source.url).`,
    {
      id: 'richie-not-ours',
      hint: 'Use its log and its manage.py where it was started. Its settings: bin/campus settings richie',
    },
  )
}

/** The LMS of a key on the command line; `more` is said after the known keys. */
export function requireLms({ lmses }: Pick<Plan, 'lmses'>, key: string, more?: string): Lms {
  const lms = lmses.find((candidate) => candidate.key === key)
  if (lms !== undefined) return lms
  const keys = lmses.map((candidate) => candidate.key)
  throw unknownWord('LMS', key, keys, more)
}

/** Requires a course link on the command line to be a URL. */
export function requireLink(link: string): string {
  if (URL.canParse(link)) return link
  throw new UserError(`"${link}" is not a URL.`, {
    id: 'command-line',
    hint: 'A course link begins with http:// or https://',
    exitCode: 2,
  })
}
