import type { EngineAnswer, EngineContainer } from './engine-facts.ts'

/** What an engine holds of one environment, by its label. */
export type EngineEnvironment = {
  readonly name: string
  readonly containers: readonly EngineContainer[]
  /** The compose files that its containers were made from. */
  readonly composeFiles: readonly string[]
  /** None of these files is there any more: its checkout is gone. */
  readonly isGone: boolean
}

/** The environments that an engine holds containers, networks or volumes of. */
export function environmentsOf(
  { containers, networks, volumes }: EngineAnswer,
  exists: (path: string) => boolean,
): readonly EngineEnvironment[] {
  const names = new Set([...containers, ...networks, ...volumes].flatMap((one) => environmentOf(one) ?? []))
  return [...names].toSorted().map((name) => {
    const own = containers.filter((container) => environmentOf(container) === name)
    const composeFiles = [...new Set(own.flatMap((container) => composeFileOf(container) ?? []))]
    return {
      name,
      containers: own,
      composeFiles,
      isGone: composeFiles.length > 0 && !composeFiles.some(exists),
    }
  })
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
  return composeFileOf(container)?.replace(/\/generated\/[^/]*$/, '')
}
