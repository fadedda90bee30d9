import { execIn, type ServiceState } from '../../engine/containers.ts'
import type { Engine } from '../../engine/find-engine.ts'
import type { Plan } from '../../plan/plan.ts'
import { startCommand } from '../../plan/site.ts'
import type { Project } from '../../project/project.ts'
import { requireEngine, requireService, requireLms } from '../../project/require.ts'
import { UserError } from '../../system/user-error.ts'
import type { OverviewReport } from './reports.ts'

/** What a mock LMS answers to its control page's JSON. */
type LmsAnswer = { readonly status: number; readonly body: unknown }

/**
 * Asks a running mock LMS at a path below `/mock/api`. It is asked inside its container, over its own socket and with the
 * token that it was started with: that needs no name, port, certificate or gateway, so it is the same in both modes and
 * works while any of them is broken.
 */
async function askLms(
  engine: Engine,
  { service, containerId }: ServiceState,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<LmsAnswer> {
  const argv = ['node', '/app/server/ask.ts', method, path, ...(body ? [JSON.stringify(body)] : [])]
  const { output } = await execIn(engine, containerId, argv)
  const answer = parse(output)
  if (answer !== undefined && 'status' in answer) return answer
  const why = answer?.problem ?? output.trim().split('\n').at(-1) ?? ''
  throw new UserError(`${service} does not answer${why === '' ? '' : `: ${why}`}.`, {
    id: 'mock-does-not-answer',
    hint: `Read its log: bin/campus logs ${service}\nIf it was made by an older campus, update it: make run`,
  })
}

/** A program in a container may print warnings before its answer. */
function parse(output: string): LmsAnswer | { readonly problem: string } | undefined {
  try {
    return JSON.parse(output.trim().split('\n').at(-1) ?? '') as LmsAnswer | { problem: string }
  } catch {
    return undefined
  }
}

/** A running mock LMS that can be asked. Answers are its JSON; a refusal is thrown with its message. */
export type OpenLms = {
  readonly key: string
  readonly ask: <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<T>
}

/** Finds the mock LMS of that key, which must run. */
export async function openLms(project: Project, plan: Plan, key: string): Promise<OpenLms> {
  requireMock(plan, key)
  const engine = await requireEngine(plan)
  const state = await requireService(engine, project, plan, key)
  if (state.state !== 'running') {
    throw new UserError(`${key} is not running (${state.status}).`, {
      id: 'not-running',
      hint: `Start it: ${startCommand(plan.mode)}`,
    })
  }
  return {
    key,
    async ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
      const answer = await askLms(engine, state, method, path, body)
      if (answer.status === 200) return answer.body as T
      const { problem } = answer.body as { problem?: string }
      throw new UserError(problem ?? `${key} answers ${answer.status}.`, {
        id: answer.status === 400 ? 'command-line' : 'mock-does-not-answer',
        exitCode: answer.status === 400 ? 2 : 1,
      })
    },
  }
}

function requireMock(plan: Plan, key: string): void {
  const lms = requireLms(plan, key)
  if (lms.provider !== 'mock') {
    throw new UserError(`${key} is not a mock (provider: ${lms.provider}), so it can't be controlled.`, {
      id: 'command-line',
      exitCode: 2,
    })
  }
}

/** Key of a mock LMS -> its overview. One that does not answer is left out: the rest is shown. */
export async function askOverviews(
  engine: Engine,
  plan: Plan,
  states: readonly ServiceState[],
): Promise<ReadonlyMap<string, OverviewReport>> {
  const mocks = plan.mocks.map(({ key }) => key)
  const running = states.filter(({ service, health }) => mocks.includes(service) && health === 'healthy')
  const asked = await Promise.allSettled(
    running.map(async (state): Promise<[string, OverviewReport]> => {
      const { status, body } = await askLms(engine, state, 'GET', '/overview')
      if (status !== 200) throw new Error(`${state.service} answers ${status}`)
      return [state.service, body as OverviewReport]
    }),
  )
  return new Map(asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
}

/** Key of a mock LMS -> the faults that are on. One that does not answer is left out: the rest is shown. */
export async function faultsOn(
  engine: Engine,
  plan: Plan,
  states: readonly ServiceState[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const overviews = await askOverviews(engine, plan, states)
  return new Map([...overviews].map(([key, { faults }]) => [key, faults]))
}
