import { listServices } from '../engine/containers.ts'
import type { ServiceState } from '../engine/containers.ts'
import type { Engine } from '../engine/find-engine.ts'
import { readLog } from '../engine/logs.ts'
import { interruption } from '../system/interruption.ts'
import { paint } from '../system/terminal.ts'
import { UserError } from '../system/user-error.ts'
import { requireEngine, requireService } from './environment-engine.ts'
import { loadPlan, openProject } from './project.ts'

export type LogsOptions = { readonly follow?: true; readonly tail: number }

/** `campus logs`: what the services say, each line with the name of its service where there are several. */
export async function logsCommand(names: readonly string[], options: LogsOptions): Promise<void> {
  const plan = await loadPlan(openProject())
  const engine = await requireEngine()
  const states =
    names.length === 0
      ? await listServices(engine, plan.name)
      : await Promise.all(names.map((name) => requireService(engine, plan.name, name)))
  if (states.length === 0)
    throw new UserError('Nothing of this environment runs.', { hint: 'Start it: make run' })
  const stop = new AbortController()
  interruption.onInterrupt(() => stop.abort())
  const width = Math.max(...states.map((state) => state.service.length))
  await Promise.all(
    states.map((state) => {
      const prefix = states.length === 1 ? '' : paint('dim', `${state.service.padEnd(width)}  `)
      return print(engine, state, prefix, options, stop.signal)
    }),
  )
}

async function print(
  engine: Engine,
  state: ServiceState,
  prefix: string,
  options: LogsOptions,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const line of readLog(engine, state, {
      tail: options.tail,
      follow: options.follow === true,
      signal,
    })) {
      process.stdout.write(`${prefix}${line}\n`)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
