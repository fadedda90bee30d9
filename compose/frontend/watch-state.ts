import type { Status } from './status.ts'

/** The parts of a watched front end, as its status names them. */
export type Part = 'packages' | 'CSS' | 'JavaScript'

export type WatchState = {
  /** A new round: nothing is known of the parts any more. What is served meanwhile stays usable. */
  begin(): void
  doing(what: string): void
  good(part: Part): void
  bad(part: Part, why: string): void
  /** Whether there is something whole to serve. */
  isUsable(): boolean
}

/** Sums up the parts in the status. `usable`: there is something to serve from the start. `onUsable` is called once there is. */
export function openWatchState(status: Status, usable: boolean, onUsable: () => void): WatchState {
  const parts = new Map<Part, 'good' | { readonly why: string }>()
  const report = (what: string) => {
    const problem = [...parts.values()].find((part) => part !== 'good')?.why
    if (!usable && parts.get('CSS') === 'good' && parts.get('JavaScript') === 'good') {
      usable = true
      onUsable()
    }
    if (usable) status.ready(problem)
    else if (problem !== undefined) status.failed(problem)
    else status.starting(what)
  }
  const left = () => {
    const missing = (['CSS', 'JavaScript'] as const).filter((part) => parts.get(part) !== 'good')
    return `building ${missing.join(' and ')}`
  }
  return {
    begin() {
      parts.clear()
      report('checking the front end')
    },
    doing: report,
    good(part) {
      parts.set(part, 'good')
      report(left())
    },
    bad(part, why) {
      parts.set(part, { why })
      report(left())
    },
    isUsable: () => usable,
  }
}
