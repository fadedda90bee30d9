import { connect } from 'node:net'
import { listServices, type ServiceState } from '../engine/containers.ts'
import { findEngine, isEngine, type Engine } from '../engine/find-engine.ts'
import type { Plan } from '../plan/plan.ts'
import { UserError } from '../system/user-error.ts'
import { requireOwnEnvironment } from './own-environment.ts'
import type { Project } from './project.ts'

/** What runs of an environment. Without an engine that answers, it is known from outside only. */
export type Running = { readonly engine: Engine | undefined; readonly states: readonly ServiceState[] }

/** Something of this checkout's environment must run: where nothing does, that is all there is to say. */
export async function requireRunning(project: Project, plan: Plan): Promise<Running> {
  const start = `Start it: ${plan.mode === 'tls' ? 'make run-ssl' : 'make run'}`
  const engine = await findEngine()
  if (isEngine(engine)) {
    const states = await listServices(engine, plan.name)
    requireOwnEnvironment(project, plan.name, states)
    if (states.some(({ state }) => state === 'running')) return { engine, states }
    throw new UserError('Nothing of this environment runs.', { id: 'not-running', hint: start })
  }
  // An engine that this person may not ask can run it all the same.
  if (await isPortOpen(plan.richie.site.port)) return { engine: undefined, states: [] }
  throw new UserError('No Docker engine answers, so nothing of this environment runs.', {
    id: 'docker-not-running',
    hint: `${start}\nWhat is wrong with the engine: make doctor`,
  })
}

function isPortOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1000 })
    const end = (isOpen: boolean) => {
      socket.destroy()
      resolve(isOpen)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
