import { readFileSync, writeFileSync } from 'node:fs'
import { compileTranslations } from './build.ts'
import { readFrontEnd, type FrontEnd } from './front-end.ts'
import { install } from './install.ts'
import { areOutputsThere, isGoodStylesheet } from './outputs.ts'
import { Problem } from './problem.ts'
import { readRecord, writeRecord } from './record.ts'
import type { Settings } from './settings.ts'
import { configurationSignature } from './sources.ts'
import { say, type Status } from './status.ts'
import { openSteps, StepFailure } from './step.ts'
import { openWatchState, type WatchState } from './watch-state.ts'
import { keepWatching, waitUntil } from './watcher.ts'
import { scriptEnvironment } from './yarn-environment.ts'

/** Between two attempts to install packages. */
const retryMs = 60_000

/**
 * Runs the front end's own watchers, until the signal. They restart when files that they read only once have changed. If
 * there is nothing to serve and no watcher can be started, it throws: the next start of the container may succeed.
 */
export async function watch(settings: Settings, status: Status, signal: AbortSignal): Promise<void> {
  const { folder } = settings
  const isServed = isUsableBefore(folder)
  const state = openWatchState(status, isServed, () => writeRecord(folder, { state: 'watched', sources: '' }))
  if (isServed) say('serving the previous build until this one is ready')
  while (!signal.aborted) {
    const configuration = configurationSignature(folder)
    const round = new AbortController()
    const began = performance.now()
    let hasFailed = false
    const work = watchOnce(settings, state, AbortSignal.any([signal, round.signal])).catch(
      (error: unknown) => {
        if (!isToldWithoutStack(error) || !state.isUsable()) throw error
        state.bad('packages', error.message)
        hasFailed = true
      },
    )
    const change = waitUntil(
      () =>
        configurationSignature(folder) !== configuration ||
        (hasFailed && performance.now() - began > retryMs),
      signal,
    )
    await Promise.race([change, work.then(() => change)])
    if (!signal.aborted) say('restarting the watchers: packages, configuration or translations')
    round.abort()
    await work
  }
}

export function isToldWithoutStack(error: unknown): error is Problem | StepFailure {
  return error instanceof Problem || error instanceof StepFailure
}

/** Whether there is something whole to serve. */
function isUsableBefore(folder: string): boolean {
  try {
    return areOutputsThere(readFrontEnd(folder)) && readRecord(folder)?.state !== 'building'
  } catch (error) {
    if (isToldWithoutStack(error)) return false
    throw error
  }
}

async function watchOnce(settings: Settings, state: WatchState, signal: AbortSignal): Promise<void> {
  state.begin()
  const frontEnd = readFrontEnd(settings.folder)
  requireWatchers(frontEnd)
  const step = openSteps(settings, { starting: (what) => state.doing(what) }, signal)
  try {
    await install(frontEnd, step)
    await compileTranslations(frontEnd, step)
  } catch (error) {
    if (signal.aborted) return
    throw error
  }
  state.good('packages')
  writeRecord(frontEnd.folder, { state: state.isUsable() ? 'watched' : 'building', sources: '' })
  await watchParts(frontEnd, settings, state, signal)
}

function requireWatchers({ scripts }: FrontEnd): void {
  for (const name of ['watch-ts', 'watch-sass']) {
    if (scripts[name] === undefined) {
      throw new Problem(
        `package.json has no script "${name}". To build it once, set richie: { source: { frontend: built } }`,
      )
    }
  }
}

async function watchParts(
  { folder, scripts, cssFile }: FrontEnd,
  settings: Settings,
  state: WatchState,
  signal: AbortSignal,
): Promise<void> {
  const common = { folder, env: scriptEnvironment(settings), signal }
  const stylesheet = keepGoodStylesheet(cssFile)
  // Else webpack replaces what it made before by a bundle that only throws the error.
  const keepsLastGood = /\bwebpack\b/.test(scripts['build-ts'] ?? '')
    ? ['--no-optimization-emit-on-errors']
    : []
  await Promise.all([
    keepWatching({
      ...common,
      part: 'CSS',
      argv: ['run', 'watch-sass'],
      onGood() {
        stylesheet.remember()
        state.good('CSS')
      },
      onBad(why) {
        stylesheet.putBack()
        state.bad('CSS', why)
      },
    }),
    keepWatching({
      ...common,
      part: 'JavaScript',
      argv: ['run', 'watch-ts', ...keepsLastGood],
      onGood: () => state.good('JavaScript'),
      onBad: (why) => state.bad('JavaScript', why),
    }),
  ])
}

/** Remembers the last good stylesheet: sass replaces it by one that shows the error, and its own option against that deletes it. */
function keepGoodStylesheet(file: string): { remember(): void; putBack(): void } {
  let good = isGoodStylesheet(file) ? readFileSync(file) : undefined
  return {
    remember() {
      if (isGoodStylesheet(file)) good = readFileSync(file)
    },
    putBack() {
      if (good !== undefined && !isGoodStylesheet(file)) writeFileSync(file, good)
    },
  }
}
