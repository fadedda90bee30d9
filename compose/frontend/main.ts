import { build } from './build.ts'
import { readFrontEnd, type FrontEnd } from './front-end.ts'
import { areOutputsThere, outputsTime } from './outputs.ts'
import { Problem } from './problem.ts'
import { readRecord, type BuildRecord } from './record.ts'
import { readSettings, type Settings } from './settings.ts'
import { hashSources, sourcesTime } from './sources.ts'
import { openStatus, say, type Status } from './status.ts'
import { openSteps } from './step.ts'
import { isToldWithoutStack, watch } from './watch.ts'

/** The container's process: builds the front end where it has to be, and ends; or watches it. */
async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const status = openStatus(settings)
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop.abort() // ends what it has started
      process.exit(143)
    })
  }
  status.starting('checking the front end')
  try {
    if (settings.mode === 'watch') await watch(settings, status, stop.signal)
    else await buildOnce(settings, status, stop.signal)
  } catch (error) {
    if (!isToldWithoutStack(error)) throw error
    if (error instanceof Problem) say(error.message)
    status.failed(error.message)
    process.exit(1)
  }
}

async function buildOnce(settings: Settings, status: Status, signal: AbortSignal): Promise<void> {
  const frontEnd = readFrontEnd(settings.folder)
  const why = whyBuild(frontEnd, readRecord(frontEnd.folder))
  say(why === undefined ? 'the build is up to date' : `${why}: building`)
  if (why !== undefined) await build(frontEnd, openSteps(settings, status, signal))
  status.ready()
}

await main()

/** Why the front end has to be built, or undefined where the build is up to date. */
export function whyBuild(frontEnd: FrontEnd, record: BuildRecord | undefined): string | undefined {
  if (!areOutputsThere(frontEnd)) return 'nothing is built yet'
  if (record?.state === 'building') return 'the last build was interrupted'
  // Large, with the settings of developers, and perhaps of an edit that was never finished.
  if (record?.state === 'watched') return 'the last build was made in watch mode'
  if (record?.sources === hashSources(frontEnd.folder)) return undefined
  // Not built by campus: a change by git or in an editor makes a source newer than the build.
  return sourcesTime(frontEnd.folder) <= outputsTime(frontEnd) ? undefined : 'its sources have changed'
}
