import type Dockerode from 'dockerode'
import type { Engine } from './find-engine.ts'
import { checkoutOf, containerFilters } from './labels.ts'

export type ServiceState = {
  readonly service: string
  readonly containerId: string
  readonly image: string
  /** What Docker says: created, running, exited... */
  readonly state: string
  /** What the health check says of a running container. */
  readonly health: 'healthy' | 'unhealthy' | 'starting' | 'none'
  /** In words, such as `Up 3 minutes (healthy)`. */
  readonly status: string
  /** The folder of the checkout that it was made from: another one may use the same name. */
  readonly checkout: string
}

/** The containers of an environment, in the order of their service names. */
export async function listServices(engine: Engine, environment: string): Promise<readonly ServiceState[]> {
  const containers = await engine.docker.listContainers({
    all: true,
    filters: containerFilters(environment),
  })
  return containers
    .filter((container) => container.Labels['com.docker.compose.oneoff'] !== 'True')
    .map(describe)
    .toSorted((a, b) => (a.service < b.service ? -1 : 1))
}

function describe(container: Dockerode.ContainerInfo): ServiceState {
  const health = /\((healthy|unhealthy|health: starting)\)/.exec(container.Status)?.[1]
  return {
    service: container.Labels['com.docker.compose.service'] ?? '',
    containerId: container.Id,
    image: container.Image,
    state: container.State,
    health:
      health === 'healthy' || health === 'unhealthy' ? health : health === undefined ? 'none' : 'starting',
    status: container.Status,
    checkout: checkoutOf(container.Labels),
  }
}

/** Whether its program ended with exit code 0. */
export function hasEndedWell({ state, status }: Pick<ServiceState, 'state' | 'status'>): boolean {
  return state === 'exited' && status.startsWith('Exited (0)')
}

/** Runs a program in a container and waits for its end; output is stdout and stderr mixed. */
export async function execIn(
  engine: Engine,
  containerId: string,
  argv: readonly string[],
): Promise<{ exitCode: number; output: string }> {
  const exec = await engine.docker
    .getContainer(containerId)
    .exec({ Cmd: [...argv], AttachStdout: true, AttachStderr: true, Tty: true })
  // With a terminal the stream is not framed: the bytes are the output.
  const stream = await exec.start({ Tty: true })
  let output = ''
  for await (const chunk of stream) output += String(chunk)
  const { ExitCode } = await exec.inspect()
  return { exitCode: ExitCode ?? 1, output: output.replaceAll('\r\n', '\n') }
}
