import type { ServiceState } from '../containers.ts'
import type { Engine } from '../find-engine.ts'
import { readFrames, readUnframed } from './log-frames.ts'
import { readLines, type LogLine } from './log-lines.ts'

export type LogRange = {
  /** At most so many of the last lines of the range. */
  readonly tail: number | 'all'
  /** Only what was written since then: seconds of the epoch, as a decimal number of up to nine places. */
  readonly since?: string
  /** Go on until the container ends. */
  readonly follow?: boolean
  readonly signal?: AbortSignal
}

/** The lines that a container wrote, stdout and stderr, oldest first. A range that is aborted ends with an error. */
export async function* readLog(
  engine: Engine,
  containerId: string,
  { tail, since, follow = false, signal }: LogRange,
): AsyncGenerator<LogLine> {
  const { Config } = await engine.docker.getContainer(containerId).inspect()
  const query = {
    stdout: true,
    stderr: true,
    timestamps: true,
    follow,
    tail,
    ...(since === undefined ? {} : { since }),
  }
  const chunks = await openStream(engine, `/containers/${containerId}/logs?`, query, signal)
  yield* readLines(Config.Tty ? readUnframed(chunks) : readFrames(chunks))
}

/** The last lines of a log, for an error message. */
export async function tailLog(engine: Engine, service: ServiceState, lines: number): Promise<string> {
  const all: string[] = []
  for await (const { line } of readLog(engine, service.containerId, { tail: lines })) all.push(line)
  return all.join('\n')
}

/** Not by dockerode's `logs`: that holds all of a log in memory where it is not followed. */
async function openStream(
  { docker }: Engine,
  path: string,
  query: object,
  signal: AbortSignal | undefined,
): Promise<AsyncIterable<Buffer>> {
  const { promise, resolve, reject } = Promise.withResolvers<AsyncIterable<Buffer>>()
  const modem = docker.modem as {
    dial(options: object, answer: (error: Error | null, stream: AsyncIterable<Buffer>) => void): void
  }
  modem.dial(
    {
      path,
      method: 'GET',
      isStream: true,
      statusCodes: { 200: true, 404: 'no such container', 409: 'container is going', 500: 'server error' },
      options: query,
      ...(signal === undefined ? {} : { abortSignal: signal }),
    },
    (error, stream) => (error === null ? resolve(stream) : reject(error)),
  )
  return await promise
}

/** A moment as the engine takes it for `since`: seconds of the epoch with nine places. */
export function sinceMoment(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(9)
}

/** The nanosecond after a line's time: what was written since then was not read yet. */
export function sinceAfter(at: string): string {
  const [, whole = '', fraction = ''] = /^([^.Z+]+)(?:\.(\d+))?/.exec(at) ?? []
  const nanoseconds = BigInt(Date.parse(`${whole}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0')) + 1n
  return `${nanoseconds / 1_000_000_000n}.${String(nanoseconds % 1_000_000_000n).padStart(9, '0')}`
}
