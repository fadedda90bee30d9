import type { Engine } from './find-engine.ts'

/** The id of each image that the engine has, by its names. */
export async function imageIds(engine: Engine): Promise<ReadonlyMap<string, string>> {
  const images = await engine.docker.listImages()
  return new Map(images.flatMap(({ Id, RepoTags }) => (RepoTags ?? []).map((name) => [name, Id] as const)))
}
