/** A course run that waits to be synced to Richie. */
export type Waiting = {
  readonly courseId: string
  /** Tries that this push has behind it. */
  readonly tries: number
  /** When it is due, in ms since 1970. */
  readonly due: number
}

/** What waits to be synced, one entry a course run: many changes of one run are one push, and the list can't outgrow the courses. */
export class WaitingList {
  readonly #entries = new Map<string, Waiting>()

  /** Adds a run, or hastens the one that waits. */
  add(wanted: Waiting): void {
    const known = this.#entries.get(wanted.courseId)
    const due = Math.min(known?.due ?? Infinity, wanted.due)
    this.#entries.set(wanted.courseId, { ...wanted, due })
  }

  /** When the first one is due; undefined where none waits. */
  nextDue(): number | undefined {
    return this.#first()?.due
  }

  /** Takes out the one that has been due for longest. */
  take(now: number): Waiting | undefined {
    const first = this.#first()
    if (first === undefined || first.due > now) return undefined
    this.#entries.delete(first.courseId)
    return first
  }

  clear(): void {
    this.#entries.clear()
  }

  #first(): Waiting | undefined {
    let first: Waiting | undefined
    for (const entry of this.#entries.values())
      if (first === undefined || entry.due < first.due) first = entry

    return first
  }
}

const firstMs = 1000
const longestMs = 60_000

/** How long to wait after so many failures in a row, in ms: doubled each time, from 1 s to 60 s; `chance` (0 to 1) takes off up to half. */
export function backOffMs(failures: number, chance: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** (failures - 1))
  return Math.round(Math.max(firstMs, whole * (1 - chance / 2)))
}
