import { Readable } from 'node:stream'
import type { ServiceState } from './containers.ts'
import type { Engine } from './find-engine.ts'
import { readFrames, readLines } from './log-frames.ts'

export type LogOptions = { readonly tail: number; readonly follow?: boolean; readonly signal?: AbortSignal }

/** The lines that a container wrote, stdout and stderr, oldest first; with `follow` until it ends or is aborted. */
export async function* readLog(
  engine: Engine,
  { containerId }: ServiceState,
  options: LogOptions,
): AsyncGenerator<string> {
  const container = engine.docker.getContainer(containerId)
  const common = { stdout: true, stderr: true, tail: options.tail }
  if (options.follow) {
    const stream = await container.logs({
      ...common,
      follow: true,
      ...(options.signal ? { abortSignal: options.signal } : {}),
    })
    yield* readLines(readFrames(stream as unknown as AsyncIterable<Buffer>))
  } else {
    const buffer = await container.logs({ ...common, follow: false })
    yield* readLines(readFrames(Readable.from([buffer])))
  }
}

/** The last lines of a log, for an error message. */
export async function tailLog(engine: Engine, service: ServiceState, lines: number): Promise<string> {
  const all: string[] = []
  for await (const line of readLog(engine, service, { tail: lines })) all.push(line)
  return all.join('\n')
}
