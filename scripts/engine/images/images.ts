import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Row } from '../../system/board.ts'
import { writeAtomic, readJson } from '../../system/files.ts'
import { proxyVariables } from '../../system/proxy.ts'
import { shellWord } from '../../system/shell-words.ts'
import { lastLines } from '../../system/terminal.ts'
import { UserError } from '../../system/user-error.ts'
import { runDocker } from '../docker-cli.ts'
import type { Engine } from '../find-engine.ts'
import { writeBuildSettings } from '../indexes/build-settings.ts'
import { describeBuilds, followBuild, type BuildLog } from './build-log.ts'
import { hashInputs } from './hash-inputs.ts'
import { inParallel } from './in-parallel.ts'
import { recordedBase, imageIds } from './records.ts'

/** An image of ours, and the compose service whose `build:` section makes it. */
export type ImageBuild = {
  readonly image: string
  readonly service: string
  readonly contextDir: string
  readonly args: Readonly<Record<string, string>>
  /** An image that it is built on besides the base. */
  readonly from?: string
  /** Files outside the context that count as well. */
  readonly extraInputs?: readonly string[]
}

type Options = {
  readonly composeFile: string
  readonly stateDir: string
  readonly builds: readonly ImageBuild[]
  readonly row: Row
  /** Called when an image exists, built or not: services that need no other can start meanwhile. */
  readonly onReady: (image: string) => Promise<void>
}

type Recorded = Readonly<Record<string, { readonly inputs: string; readonly id: string }>>
type Stale = { readonly build: ImageBuild; readonly inputs: string; readonly log: BuildLog }

/** Builds the images whose inputs changed since they were built, side by side; the others are not touched. */
export async function ensureImages(
  engine: Engine,
  options: Options,
): Promise<{ built: number; upToDate: number }> {
  const stale = await findStale(engine, options)
  const upToDate = options.builds.length - stale.length
  if (stale.length === 0) return { built: 0, upToDate }
  for (const { image } of options.builds)
    if (!stale.some(({ build }) => build.image === image)) await options.onReady(image)
  writeBuildSettings(join(options.stateDir, 'build'))
  const underWay = new Set<Stale>()
  const show = () => options.row.doing(describe([...underWay]))
  await inParallel(stale, Math.max(2, availableParallelism()) + 1, async (item, signal) => {
    underWay.add(item)
    show()
    try {
      await buildOne(engine, options, item, { onLine: show, signal })
      await recordBuilt(engine, options, item)
      await options.onReady(item.build.image)
    } finally {
      underWay.delete(item)
      if (underWay.size > 0) show()
    }
  })
  return { built: stale.length, upToDate }
}

async function findStale(engine: Engine, { builds, stateDir }: Options): Promise<readonly Stale[]> {
  const recorded = readRecorded(stateDir)
  const base = recordedBase(stateDir)?.id ?? ''
  const ids = await imageIds(engine)
  return builds
    .map((build) => ({
      build,
      inputs: hashInputs({
        ...build,
        values: [base, ...(build.from === undefined ? [] : [ids.get(build.from) ?? ''])],
      }),
      log: followBuild(),
    }))
    .filter(({ build, inputs }) => {
      const last = recorded[build.image]
      return last?.inputs !== inputs || last.id !== ids.get(build.image)
    })
}

async function buildOne(
  engine: Engine,
  { composeFile }: Options,
  { build, log }: Stale,
  { onLine, signal }: { onLine: () => void; signal: AbortSignal },
): Promise<void> {
  // Compose passes on the proxies of Docker's own settings only. Their values, which may hold passwords, are not on a command line.
  const proxies = proxyVariables(process.env)
  const argv = [
    'compose',
    '-f',
    composeFile,
    'build',
    '--progress',
    'plain',
    ...Object.keys(proxies).map((name) => `--build-arg=${name}`),
    build.service,
  ]
  const { exitCode } = await runDocker(engine, argv, {
    env: proxies,
    signal,
    onLine: (line) => {
      log.read(line)
      onLine()
    },
  })
  if (exitCode === 0) return
  throw new UserError(`The image ${build.image} could not be built:\n${lastLines(log.failure(), 20)}`, {
    id: 'image-not-built',
    hint: `See it all: docker ${argv.map(shellWord).join(' ')}`,
  })
}

function describe(underWay: readonly Stale[]): string {
  return describeBuilds(underWay.map(({ build, log }) => ({ name: build.service, now: log.now() })))
}

async function recordBuilt(engine: Engine, { stateDir }: Options, { build, inputs }: Stale): Promise<void> {
  const id = (await imageIds(engine)).get(build.image) ?? ''
  const all = { ...readRecorded(stateDir), [build.image]: { inputs, id } }
  const replaced = readRecorded(stateDir)[build.image]?.id
  writeAtomic(recordPath(stateDir), `${JSON.stringify(all, null, 2)}\n`)
  // Refused while a container still uses it, or where it has another name: then it stays.
  if (replaced !== undefined && replaced !== id) {
    await engine.docker
      .getImage(replaced)
      .remove()
      .catch(() => undefined)
  }
}

function readRecorded(stateDir: string): Recorded {
  return readJson<Recorded>(recordPath(stateDir), {})
}

function recordPath(stateDir: string): string {
  return join(stateDir, 'images.json')
}
