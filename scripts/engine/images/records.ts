import { join } from 'node:path'
import { writeAtomic, readJson } from '../../system/files.ts'
import type { Engine } from '../find-engine.ts'

export type BaseSource = 'registry' | 'packages'

/** What the base was made of, kept so that an unstable network doesn't change an existing environment. */
export type BaseRecord = {
  readonly source: BaseSource
  readonly image: string
  readonly id: string
  /** Hash of compose/base. */
  readonly inputs: string
}

/** The base that was chosen and built before, or undefined. */
export function recordedBase(stateDir: string): BaseRecord | undefined {
  return readJson<BaseRecord | undefined>(recordPath(stateDir), undefined)
}

/** Records the base that was built. */
export function recordBase(stateDir: string, record: BaseRecord): void {
  writeAtomic(recordPath(stateDir), `${JSON.stringify(record, null, 2)}\n`)
}

function recordPath(stateDir: string): string {
  return join(stateDir, 'base.json')
}

/** The id of each image that the engine has, by its names. */
export async function imageIds(engine: Engine): Promise<ReadonlyMap<string, string>> {
  const images = await engine.docker.listImages()
  return new Map(images.flatMap(({ Id, RepoTags }) => (RepoTags ?? []).map((name) => [name, Id] as const)))
}
