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

type Pace = (url: string, mayWait?: boolean) => Promise<void>

/**
 * Waits before a call to one of these origins until it is within the limit; a call to any other goes at once, and one that may
 * not wait, which counts all the same.
 */
export function openPace(origins: readonly string[], doors: PaceDoors): Pace {
  let last: Promise<void> = Promise.resolve()
  return async (url, mayWait = true) => {
    const { origin } = new URL(url)
    if (!origins.includes(origin)) return
    if (!mayWait) return note(origin, doors)
    // One after the other, so that a wait is told once.
    const turn = last.then(() => takePlace(origin, doors))
    last = turn.catch(() => undefined)
    await turn
  }
}

async function takePlace(origin: string, doors: PaceDoors): Promise<void> {
  for (;;) {
    const oldest = recent(origin, doors).at(-callsAMinute)
    if (oldest === undefined) return note(origin, doors)
    await doors.wait(oldest + minuteMs - doors.now(), origin)
  }
}

function note(origin: string, doors: PaceDoors): void {
  doors.write({ ...doors.read(), [origin]: [...recent(origin, doors), doors.now()] })
}

/** What lies ahead was written by a clock that has been put back since. */
function recent(origin: string, { now, read }: PaceDoors): readonly number[] {
  return (read()[origin] ?? []).filter((at) => at > now() - minuteMs && at <= now())
}
