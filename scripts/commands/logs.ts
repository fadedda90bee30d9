import { followLogs, readLogs } from '../engine/logs/log-follow.ts'
import type { LogEntry } from '../engine/logs/log-lines.ts'
import { sinceMoment, type LogRange } from '../engine/logs/logs.ts'
import { ownServices } from '../project/ownership.ts'
import { loadPlan, openProject } from '../project/project.ts'
import { nothingRuns, requireEngine, requireService, requireOwnRichie } from '../project/require.ts'
import { serviceNames } from '../render/services.ts'
import { interruption } from '../system/interruption.ts'
import { isTerminal, jsonText } from '../system/terminal.ts'
import { UserError } from '../system/user-error.ts'
import type { LoggedLine } from './log-schema.ts'

export type LogsOptions = {
  readonly follow?: true
  /** Milliseconds of the epoch. */
  readonly since?: number
  readonly tail?: number
  readonly timestamps?: true
  readonly json?: true
}

/** `campus logs`: the services' logs, by time, each line with the name of its service where there are several. */
export async function logsCommand(names: readonly string[], options: LogsOptions): Promise<void> {
  const project = openProject()
  const plan = await loadPlan(project)
  if (names.includes('richie')) requireOwnRichie(plan)
  const engine = await requireEngine(plan)
  const planned = serviceNames(plan)
  const states = await ownServices(engine, project, plan.name)
  if (states.length === 0) throw nothingRuns(plan)
  // With --follow, a service of the spec may still start.
  const awaited = options.follow ? planned : []
  for (const name of names) if (!awaited.includes(name)) await requireService(engine, project, plan, name)

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
      throw new UserError('The connection to the Docker engine was lost.', {
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

/** Whether lines are coloured, and how many colours there are: `getColorDepth` of the terminal, 1 where none are wanted. */
export type LogStyle = {
  readonly colourDepth: number
  readonly timestamps: boolean
  /** All services that may write, in the order of the plan: each keeps its colour whichever are shown. */
  readonly services: readonly string[]
  /** Width of the names in front; 0 where there is one service only. */
  readonly nameWidth: number
}

/** A line for the terminal: time, service, text. */
export function formatLogLine({ at, service, line }: Omit<LoggedLine, 'stream'>, style: LogStyle): string {
  const time = style.timestamps ? `${dim(`${at.slice(0, 23)}Z`, style)}  ` : ''
  const name = style.nameWidth === 0 ? '' : `${tint(service.padEnd(style.nameWidth), service, style)}  `
  return `${time}${name}${withoutEscapes(line, style.colourDepth > 1)}`
}

/** A line for scripts: one line of JSON. */
export function formatLogDocument({ at, service, stream, line }: LoggedLine): string {
  return jsonText({ at, service, stream, line } satisfies LoggedLine)
}

/**
 * Text of a log for a terminal: colours and weights pass where they are wanted, and end with the line; whatever else would move
 * the cursor, name the window or speak to the terminal is taken out.
 */
export function withoutEscapes(line: string, keepsColours: boolean): string {
  let hasColours = false
  const text = line.replace(escapes, (found) => {
    if (found === '\t') return found
    if (!keepsColours || !colour.test(found)) return ''
    hasColours = true
    return found
  })
  return hasColours ? `${text}\u001b[0m` : text
}

/* oxlint-disable no-control-regex */

/** A sequence with its parameters, else a sequence with a text up to its end (also one that is cut off), else any control character. */
const escapes =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c|$)|\u001b[ -/]*[0-~]|[\u0000-\u001f\u007f-\u009f]/g

const colour = /^\u001b\[[0-9;:]*m$/

/* oxlint-enable no-control-regex */

/** Of the 256 colours those in the middle: as dark on white as they are light on black. */
const tints = [31, 133, 64, 130, 61, 168, 30, 97]

function tint(text: string, service: string, { services, colourDepth }: LogStyle): string {
  const index = Math.max(services.indexOf(service), 0) % tints.length
  if (colourDepth >= 8) return `\u001b[38;5;${tints[index]}m${text}\u001b[39m`
  return colourDepth > 1 ? `\u001b[1m${text}\u001b[22m` : text
}

function dim(text: string, { colourDepth }: LogStyle): string {
  return colourDepth > 1 ? `\u001b[2m${text}\u001b[22m` : text
}
