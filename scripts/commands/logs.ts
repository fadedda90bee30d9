import { listServices } from '../engine/containers.ts'
import { followLogs, readLogs } from '../engine/log-follow.ts'
import type { LogEntry } from '../engine/log-merge.ts'
import { sinceMoment } from '../engine/log-since.ts'
import type { LogRange } from '../engine/logs.ts'
import { serviceNames } from '../render/services.ts'
import { interruption } from '../system/interruption.ts'
import { isTerminal } from '../system/terminal.ts'
import { UserError } from '../system/user-error.ts'
import { requireEngine, requireService } from './environment-engine.ts'
import { formatLogDocument, formatLogLine, type LogStyle } from './log-text.ts'
import { loadPlan, openProject } from './project.ts'
import { requireOwnRichie } from './require-own-richie.ts'

export type LogsOptions = {
  readonly follow?: true
  /** Milliseconds of the epoch. */
  readonly since?: number
  readonly tail?: number
  readonly timestamps?: true
  readonly json?: true
}

/** `campus logs`: what the services say, by time, each line with the name of its service where there are several. */
export async function logsCommand(names: readonly string[], options: LogsOptions): Promise<void> {
  const plan = await loadPlan(openProject())
  if (names.includes('richie')) requireOwnRichie(plan)
  const engine = await requireEngine()
  const planned = serviceNames(plan)
  const states = await listServices(engine, plan.name)
  if (states.length === 0)
    throw new UserError('Nothing of this environment runs.', {
      id: 'not-running',
      hint: 'Start it: make run',
    })
  // One that is in the spec may still come, where there is time to wait for it.
  const awaited = options.follow ? planned : []
  for (const name of names) if (!awaited.includes(name)) await requireService(engine, plan.name, name)

  const wants = (service: string) => names.length === 0 || names.includes(service)
  const stop = new AbortController()
  interruption.onInterrupt(() => stop.abort())
  const range: LogRange = {
    tail: options.tail ?? (options.since === undefined ? 100 : 'all'),
    ...(options.since === undefined ? {} : { since: sinceMoment(options.since) }),
  }
  const known = [...new Set([...planned, ...states.map(({ service }) => service)])]
  const tell = printer(known, known.filter(wants), options)
  try {
    if (options.follow) {
      await followLogs(engine, { environment: plan.name, wants, range, signal: stop.signal, tell })
      throw new UserError('The Docker engine has gone away.', {
        id: 'docker-not-running',
        hint: 'Start everything again: make run',
      })
    } else {
      const wanted = states.filter(({ service }) => wants(service))
      for await (const entry of readLogs(engine, wanted, { ...range, signal: stop.signal })) tell(entry)
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    stop.abort() // streams that are still open would keep the program
  }
}

function printer(
  services: readonly string[],
  shown: readonly string[],
  { json, timestamps }: LogsOptions,
): (entry: LogEntry) => void {
  if (json) return (entry) => void process.stdout.write(`${formatLogDocument(entry)}\n`)
  const style: LogStyle = {
    colourDepth: isTerminal() ? process.stdout.getColorDepth() : 1,
    timestamps: timestamps === true,
    services,
    nameWidth: shown.length === 1 ? 0 : Math.max(...shown.map((name) => name.length)),
  }
  return (entry) => void process.stdout.write(`${formatLogLine(entry, style)}\n`)
}
