import { setTimeout as delay } from 'node:timers/promises'
import { sourcesSignature } from './sources.ts'
import { failureText, sayWhyFailed } from './step.ts'
import type { Part } from './watch-state.ts'
import { runYarn } from './yarn.ts'

export type Watcher = {
  readonly part: Part
  readonly argv: readonly string[]
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  readonly onGood: () => void
  readonly onBad: (why: string) => void
}

/** Keeps one of the front end's own watchers running, and tells how each of its builds went, until it is ended. */
export async function keepWatching(watcher: Watcher): Promise<void> {
  const { part, argv, folder, env, signal, onGood, onBad } = watcher
  const what = `building ${part}`
  const fail = (lines: readonly string[]) => {
    sayWhyFailed(what, lines)
    onBad(failureText(what, lines))
  }
  while (!signal.aborted) {
    const seen = sourcesSignature(folder)
    let recent: string[] = []
    await runYarn(argv, {
      folder,
      env,
      signal,
      onLine(line) {
        recent.push(line)
        const outcome = outcomeOf(line)
        if (outcome === undefined) return
        if (outcome === 'good') onGood()
        else fail(recent)
        recent = []
      },
    })
    if (signal.aborted) return
    // Such as for an error that tsc finds before webpack is begun: an edit may fix it.
    fail(recent)
    await waitUntil(() => sourcesSignature(folder) !== seen, signal)
  }
}

/** How a build went that a line of webpack or nodemon tells the end of. */
function outcomeOf(line: string): 'good' | 'bad' | undefined {
  const webpack = /^webpack \S+ compiled (.+) in \d+ ms$/.exec(line)?.[1]
  if (webpack !== undefined) return /\berrors?\b/.test(webpack) ? 'bad' : 'good'
  if (line.startsWith('[nodemon] clean exit')) return 'good'
  return line.startsWith('[nodemon] app crashed') ? 'bad' : undefined
}

/** Looks every second until something is so, or the signal comes. */
export async function waitUntil(isSo: () => boolean, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !isSo()) await delay(1000, undefined, { signal }).catch(() => undefined)
}
