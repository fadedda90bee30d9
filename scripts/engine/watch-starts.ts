import type { ServiceState } from './containers.ts'
import type { Engine } from './find-engine.ts'

/** A container of a service. */
export type ServiceContainer = Pick<ServiceState, 'service' | 'containerId'>

/** Every start of a container of an environment from now on, until it is aborted or the engine goes away. Listens as soon as it resolves. */
export async function watchStarts(
  { docker }: Engine,
  environment: string,
  signal: AbortSignal,
): Promise<AsyncGenerator<ServiceContainer>> {
  const stream = await docker.getEvents({
    filters: { type: ['container'], event: ['start'], label: [`campus.environment=${environment}`] },
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
      const { ID, Attributes } = (JSON.parse(line) as StartEvent).Actor
      const service = Attributes['com.docker.compose.service']
      if (service !== undefined && Attributes['com.docker.compose.oneoff'] !== 'True')
        yield { service, containerId: ID }
    }
  }
}
