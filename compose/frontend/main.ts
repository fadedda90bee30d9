import { build } from './build.ts'
import { readFrontEnd } from './front-end.ts'
import { Problem } from './problem.ts'
import { readRecord } from './record.ts'
import { readSettings, type Settings } from './settings.ts'
import { openStatus, say, type Status } from './status.ts'
import { openSteps } from './step.ts'
import { isToldWithoutStack, watch } from './watch.ts'
import { whyBuild } from './why-build.ts'

/** The container's process: builds the front end where it has to be, and ends; or watches it. */
async function main(): Promise<void> {
  const settings = readSettings(process.env)
  const status = openStatus(settings)
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stop.abort() // ends what it has started
      process.exit(143)
    })
  status.starting('looking at the front end')
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
  say(why === undefined ? 'what is built is of these sources' : `${why}: building it`)
  if (why !== undefined) await build(frontEnd, openSteps(settings, status, signal))
  status.ready()
}

await main()
