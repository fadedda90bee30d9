import { listServices, type ServiceState } from '../containers.ts'
import type { Engine } from '../find-engine.ts'
import { containerFilters } from '../labels.ts'
import { mergeLogs, type LogEntry } from './log-lines.ts'
import { sinceAfter, sinceMoment, readLog, type LogRange } from './logs.ts'

/** What the containers wrote in the range, merged by time. */
export async function* readLogs(
  engine: Engine,
  containers: readonly ServiceContainer[],
  range: LogRange,
): AsyncGenerator<LogEntry> {
  yield* mergeLogs(containers.map((container) => readEntries(engine, container, range)))
}

async function* readEntries(
  engine: Engine,
  { service, containerId }: ServiceContainer,
  range: LogRange,
): AsyncGenerator<LogEntry> {
  for await (const line of readLog(engine, containerId, range)) yield { ...line, service, containerId }
}

export type Following = {
  readonly environment: string
  readonly wants: (service: string) => boolean
  /** How much of the past is printed first. */
  readonly range: Pick<LogRange, 'tail' | 'since'>
  readonly signal: AbortSignal
  readonly tell: (entry: LogEntry) => void
}

/**
 * Passes on past lines by time, then each new line. A container that ends and starts again is continued where it was, and a
 * new container is followed from its beginning. Goes on until it is aborted, which is an error, or until the engine stops.
 */
export async function followLogs(
  engine: Engine,
  { environment, wants, range, signal, tell }: Following,
): Promise<void> {
  const begin = range.tail === 0 ? sinceMoment(Date.now()) : range.since
  const lastTold = new Map<string, string>()
  const note = (entry: LogEntry) => {
    if (entry.at !== '') lastTold.set(entry.containerId, entry.at)
    tell(entry)
  }
  // Before the containers are listed: no start falls between the two.
  const starts = await watchStarts(engine, environment, signal)
  const containers = (await listServices(engine, environment)).filter(({ service }) => wants(service))
  for await (const entry of readLogs(engine, containers, { ...range, signal })) note(entry)

  const followed = new Set<string>()
  const startedAgain = new Set<string>()
  const follow = async (container: ServiceContainer): Promise<void> => {
    const { containerId } = container
    if (followed.has(containerId)) return void startedAgain.add(containerId)
    followed.add(containerId)
    do {
      startedAgain.delete(containerId)
      const last = lastTold.get(containerId)
      const since = last === undefined ? begin : sinceAfter(last)
      const rest: LogRange = { tail: 'all', follow: true, signal, ...(since === undefined ? {} : { since }) }
      try {
        for await (const entry of readEntries(engine, container, rest)) note(entry)
      } catch {
        // It was removed, or the engine goes away, which ends the starts below.
      }
    } while (startedAgain.has(containerId) && !signal.aborted)
    followed.delete(containerId)
  }
  for (const container of containers) void follow(container)
  for await (const container of starts) if (wants(container.service)) void follow(container)
}

/** A container of a service. */
export type ServiceContainer = Pick<ServiceState, 'service' | 'containerId'>

/** Every start of a container of an environment from now on, until it is aborted or the engine goes away. Listens as soon as it resolves. */
async function watchStarts(
  { docker }: Engine,
  environment: string,
  signal: AbortSignal,
): Promise<AsyncGenerator<ServiceContainer>> {
  const stream = await docker.getEvents({
    filters: { type: ['container'], event: ['start'], ...containerFilters(environment) },
    abortSignal: signal,
  })
  return readStarts(stream as unknown as AsyncIterable<Buffer>)
}

type StartEvent = { readonly Actor: { readonly ID: string; readonly Attributes: Record<string, string> } }

/** The engine's events, one a line of JSON; chunks may end anywhere. */
export async function* readStarts(chunks: AsyncIterable<Buffer>): AsyncGenerator<ServiceContainer> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines.filter((text) => text !== '')) {
      const { ID: id, Attributes } = (JSON.parse(line) as StartEvent).Actor
      const service = Attributes['com.docker.compose.service']
      if (service !== undefined && Attributes['com.docker.compose.oneoff'] !== 'True')
        yield { service, containerId: id }
    }
  }
}
