import type { Engine } from './find-engine.ts'

export type Owned = {
  readonly kind: 'container' | 'network' | 'volume' | 'image'
  /** What the engine knows it by. */
  readonly id: string
  readonly name: string
}

/** Everything on the engine that carries the label of an environment, in the order in which it can be removed. */
export async function listOwned(
  engine: Engine,
  environment: string,
  withImages: boolean,
): Promise<readonly Owned[]> {
  const { docker } = engine
  const filters = { label: [`campus.environment=${environment}`] }
  const [containers, networks, { Volumes: volumes }, images] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
    withImages ? docker.listImages({ filters }) : [],
  ])
  return [
    ...containers.map(({ Id, Names }) => ({
      kind: 'container' as const,
      id: Id,
      name: Names[0]?.slice(1) ?? Id,
    })),
    ...networks.map(({ Id, Name }) => ({ kind: 'network' as const, id: Id, name: Name })),
    ...volumes.map(({ Name }) => ({ kind: 'volume' as const, id: Name, name: Name })),
    ...images.flatMap(({ Id, RepoTags }) =>
      (RepoTags?.length ? RepoTags : [Id]).map((tag) => ({ kind: 'image' as const, id: tag, name: tag })),
    ),
  ]
}

/** Removes one of them; what is gone already is no fault. */
export async function removeOwned({ docker }: Engine, { kind, id }: Owned): Promise<void> {
  try {
    if (kind === 'container') await docker.getContainer(id).remove({ force: true, v: true })
    else if (kind === 'network') await docker.getNetwork(id).remove()
    else if (kind === 'volume') await docker.getVolume(id).remove()
    else await docker.getImage(id).remove()
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== 404) throw error
  }
}
