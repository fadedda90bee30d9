import { join } from 'node:path'
import type { Row } from '../../system/board.ts'
import type { Engine } from '../find-engine.ts'
import { writeBuildSettings } from '../indexes/build-settings.ts'
import { buildBase } from './build-base.ts'
import { hashInputs } from './hash-inputs.ts'
import { makeDebian } from './make-debian.ts'
import { pullDebian, removePulledTag, slimImage } from './pull-debian.ts'
import { recordBase, recordedBase, type BaseSource, imageIds } from './records.ts'

export type BaseOptions = {
  readonly environment: string
  /** The image that every service image of the environment is built on. */
  readonly image: string
  readonly choice: 'auto' | 'registry' | 'packages'
  readonly stateDir: string
  /** The checkout: compose/base is in it. */
  readonly rootDir: string
  readonly row: Row
}

/**
 * Makes sure that the base exists: from a registry where one answers, else from Debian's packages. The first choice stays,
 * whatever the network does later, unless the spec asks for the other.
 */
export async function ensureBase(engine: Engine, options: BaseOptions): Promise<void> {
  const { environment, image, choice, stateDir, rootDir, row } = options
  const contextDir = join(rootDir, 'compose/base')
  const inputs = hashInputs({ contextDir, args: {} })
  const ids = await imageIds(engine)
  const recorded = recordedBase(stateDir)
  const wanted = choice === 'auto' ? (recorded?.source ?? madeBefore(ids, environment)) : choice
  if (recorded && recorded.source === wanted && recorded.inputs === inputs && recorded.id === ids.get(image))
    return row.done(describe(recorded.source, choice))
  const settingsDir = join(stateDir, 'build')
  writeBuildSettings(settingsDir)
  const from = await findDebian(engine, options, wanted, ids)
  row.doing(`preparing ${from.image}`)
  await buildBase(engine, { environment, image, from: from.image, contextDir, settingsDir, row })
  await removePulledTag(engine, stateDir)
  const id = (await imageIds(engine)).get(image) ?? ''
  recordBase(stateDir, { source: from.source, image, id, inputs })
  row.done(describe(from.source, choice))
}

type Debian = { readonly source: BaseSource; readonly image: string }

async function findDebian(
  engine: Engine,
  options: BaseOptions,
  wanted: BaseSource | undefined,
  ids: ReadonlyMap<string, string>,
): Promise<Debian> {
  if (wanted !== 'packages') {
    if (ids.has(slimImage)) return { source: 'registry', image: slimImage }
    // Only where the choice is still open may a silent registry be passed over.
    const pulled = await pullDebian(engine, { ...options, isRequired: wanted === 'registry' })
    if (pulled) return { source: 'registry', image: slimImage }
  }
  const image = debianImage(options.environment)
  if (!ids.has(image)) await makeDebian(engine, { ...options, image })
  return { source: 'packages', image }
}

/** A run that was interrupted after Debian was made has chosen, though it could not record it. */
function madeBefore(ids: ReadonlyMap<string, string>, environment: string): BaseSource | undefined {
  return ids.has(debianImage(environment)) ? 'packages' : undefined
}

function debianImage(environment: string): string {
  return `${environment}-debian:bookworm`
}

function describe(source: BaseSource, choice: BaseOptions['choice']): string {
  if (source === 'registry') return `${slimImage}, from a registry`
  return `from Debian's packages${choice === 'auto' ? ': no registry answered' : ''}`
}
