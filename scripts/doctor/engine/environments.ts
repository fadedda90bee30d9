import { basename, dirname } from 'node:path'
import type { EngineAnswer, EngineContainer } from '../facts/engine-facts.ts'
import type { MachineContext } from '../facts/machine-context.ts'

type Disk = Pick<MachineContext['disk'], 'list'>

/** What an engine holds of one environment, by its label. */
export type EngineEnvironment = {
  readonly name: string
  readonly containers: readonly EngineContainer[]
  /** Its checkout is gone, for certain. */
  readonly isGone: boolean
  /** Some container of it runs, or is about to. */
  readonly isRunning: boolean
}

/** The environments that an engine holds containers, networks or volumes of. */
export function environmentsOf(
  { containers, networks, volumes }: EngineAnswer,
  disk: Disk,
): readonly EngineEnvironment[] {
  const names = new Set([...containers, ...networks, ...volumes].flatMap((one) => environmentOf(one) ?? []))
  return [...names].toSorted().map((name) => {
    const own = containers.filter((container) => environmentOf(container) === name)
    return {
      name,
      containers: own,
      isGone: own.length > 0 && own.every((container) => isCheckoutGone(container, disk)),
      isRunning: own.some(({ state }) => !stopped.includes(state)),
    }
  })
}

const stopped = ['created', 'exited', 'dead']

/**
 * Whether the checkout of a container was deleted: its parent folder exists, can be listed, and does not hold it. A parent
 * that is unreadable, empty (a disk that is not mounted) or missing proves nothing: the checkout may belong to another
 * person, or be on another system that uses this engine too.
 */
export function isCheckoutGone(container: EngineContainer, disk: Disk): boolean {
  const checkout = checkoutOf(container)
  if (checkout === undefined) return false
  const beside = disk.list(dirname(checkout))
  return beside.length > 0 && !beside.includes(basename(checkout))
}

/** The environment that something on the engine was made for. */
export function environmentOf({
  labels,
}: {
  readonly labels: Readonly<Record<string, string>>
}): string | undefined {
  return labels['campus.environment']
}

/** The compose file that a container was made from. */
export function composeFileOf({ labels }: EngineContainer): string | undefined {
  return labels['com.docker.compose.project.config_files']
}

/** The checkout that a container was made from. */
export function checkoutOf(container: EngineContainer): string | undefined {
  const file = composeFileOf(container)
  return file === undefined ? undefined : dirname(file).replace(/\/generated$/, '')
}
