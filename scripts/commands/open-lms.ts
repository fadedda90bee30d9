import type { Plan } from '../plan/plan.ts'
import { UserError } from '../system/user-error.ts'
import { askLms } from './ask-lms.ts'
import { requireEngine, requireService } from './environment-engine.ts'
import { requireLms } from './require-lms.ts'

/** A running mock LMS that can be asked. Answers are what its JSON says; a refusal is thrown in its words. */
export type OpenLms = {
  readonly key: string
  readonly ask: <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<T>
}

/** Finds the mock LMS of that key, which must run. */
export async function openLms(plan: Plan, key: string): Promise<OpenLms> {
  requireMock(plan, key)
  const engine = await requireEngine()
  const state = await requireService(engine, plan.name, key)
  if (state.state !== 'running')
    throw new UserError(`${key} is not running (${state.status}).`, {
      id: 'not-running',
      hint: `Start it: ${plan.mode === 'tls' ? 'make run-ssl' : 'make run'}`,
    })
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
  if (lms.provider !== 'mock')
    throw new UserError(`${key} is not a mock (provider: ${lms.provider}), so it can't be controlled.`, {
      id: 'command-line',
      exitCode: 2,
    })
}
