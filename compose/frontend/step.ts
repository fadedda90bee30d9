import type { Settings } from './settings.ts'
import { say, type Status } from './status.ts'
import { whyFailed, whyFailedInShort } from './why-failed.ts'
import type { YarnResult } from './yarn.ts'

/** What the steps of a build need. */
export type Step = {
  readonly settings: Settings
  /** Does a step: says so, and how long it took, or throws a StepFailure. `doing` tells how far it is. */
  readonly tell: (what: string, run: (doing: (text: string) => void) => Promise<YarnResult>) => Promise<void>
  /** Ends it. */
  readonly signal: AbortSignal
}

/** A step that failed, in one line. */
export class StepFailure extends Error {}

/** Steps that report their progress to `report`. */
export function openSteps(settings: Settings, report: Pick<Status, 'starting'>, signal: AbortSignal): Step {
  return {
    settings,
    signal,
    async tell(what, run) {
      report.starting(what)
      const began = performance.now()
      const { exitCode, lines } = await run((text) => report.starting(text))
      if (exitCode === 0) return say(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
      sayWhyFailed(what, lines)
      throw new StepFailure(failureText(what, lines))
    },
  }
}

/** The last lines of the log: what a person is shown where `campus up` gives up. */
export function sayWhyFailed(what: string, lines: readonly string[]): void {
  say(`${what} failed:`)
  for (const line of whyFailed(lines)) console.log(`  ${line.slice(0, 300)}`)
}

export function failureText(what: string, lines: readonly string[]): string {
  return `${what}: ${whyFailedInShort(lines)}`
}
