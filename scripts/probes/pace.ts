/** LMS's origin -> when it was called, in milliseconds since 1970, oldest first. */
export type Calls = Readonly<Record<string, readonly number[]>>

export type PaceDoors = {
  readonly now: () => number
  /** Waits before a call to this origin, and says that it does. */
  readonly wait: (ms: number, origin: string) => Promise<void>
  /** Calls outlive a run: the next one may follow at once. Kept before the call is made, for this run may be killed. */
  readonly read: () => Calls
  readonly write: (calls: Calls) => void
}

/** How often an LMS that is not ours is called at most: other people learn there. */
export const callsAMinute = 20
const minuteMs = 60_000

/** Waits before a call to one of these origins until it is within the limit; a call to any other goes at once. */
export function openPace(origins: readonly string[], doors: PaceDoors): (url: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return async (url) => {
    const { origin } = new URL(url)
    if (!origins.includes(origin)) return
    // One after the other, so that a wait is told once.
    const turn = last.then(() => takePlace(origin, doors))
    last = turn.catch(() => undefined)
    await turn
  }
}

async function takePlace(origin: string, doors: PaceDoors): Promise<void> {
  for (;;) {
    const now = doors.now()
    // What lies ahead was written by a clock that has been put back since.
    const recent = (doors.read()[origin] ?? []).filter((at) => at > now - minuteMs && at <= now)
    const oldest = recent.at(-callsAMinute)
    if (oldest === undefined) {
      doors.write({ ...doors.read(), [origin]: [...recent, now] })
      return
    }
    await doors.wait(oldest + minuteMs - now, origin)
  }
}
