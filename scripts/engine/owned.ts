import type { Engine } from './find-engine.ts'
import { containerFilters } from './labels.ts'

export type Owned = {
  readonly kind: 'container' | 'network' | 'volume' | 'image'
  /** What the engine knows it by. */
  readonly id: string
  readonly name: string
}

/**
 * Everything on the engine that was made for an environment, in the order in which it can be removed. An image that a person built on
 * one of ours has the label too, but a name of their own.
 */
export async function listOwned(
  engine: Engine,
  environment: string,
  withImages: boolean,
): Promise<readonly Owned[]> {
  const { docker } = engine
  const filters = { label: [`campus.environment=${environment}`] }
  const [containers, networks, { Volumes: volumes }, images] = await Promise.all([
    docker.listContainers({ all: true, filters: containerFilters(environment) }),
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
      (RepoTags?.length ? RepoTags.filter((tag) => tag.startsWith(`${environment}-`)) : [Id]).map((tag) => ({
        kind: 'image' as const,
        id: tag,
        name: tag,
      })),
    ),
  ]
}

/**
 * Removes what compose, ended in the middle, leaves behind: the container that was to take another's place, `<id>_<name>`, which
 * makes the next `compose up` fail; one of `compose run` that has ended.
 */
export async function removeHalfMade(engine: Engine, environment: string): Promise<void> {
  const containers = await engine.docker.listContainers({ all: true, filters: containerFilters(environment) })
  const halfMade = containers.filter(
    ({ Names, Labels, State }) =>
      /^\/[\da-f]{12}_/.test(Names[0] ?? '') ||
      (Labels['com.docker.compose.oneoff'] === 'True' && State !== 'running'),
  )
  await Promise.all(halfMade.map(({ Id }) => removeOwned(engine, { kind: 'container', id: Id, name: Id })))
}

type Docker = Pick<Engine, 'docker'>

/** Removes one of them, a container with its nameless volumes, even while it runs; what is gone already is no fault. */
export function removeOwned({ docker }: Docker, { kind, id }: Owned): Promise<void> {
  if (kind === 'container') return unlessGone(docker.getContainer(id).remove({ force: true, v: true }))
  if (kind === 'network') return unlessGone(docker.getNetwork(id).remove())
  if (kind === 'volume') return unlessGone(docker.getVolume(id).remove())
  return unlessGone(docker.getImage(id).remove())
}

/** Removes a container that does not run, and leaves its volumes: the engine itself refuses one that was started meanwhile. */
export function removeStopped({ docker }: Docker, id: string): Promise<void> {
  return unlessGone(docker.getContainer(id).remove())
}

async function unlessGone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== 404) throw error
  }
}
