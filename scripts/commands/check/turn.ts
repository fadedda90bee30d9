import { join } from 'node:path'
import type { Lms } from '../../plan/lms.ts'
import type { Surroundings } from '../../probes/surroundings.ts'
import type { Project } from '../../project/project.ts'
import { writeAtomic, readJson } from '../../system/files.ts'
import { pause } from '../../system/interruption.ts'
import { takeLock } from '../../system/lock.ts'
import type { ProgressLine } from '../../system/progress-line.ts'
import { UserError } from '../../system/user-error.ts'

type TurnOptions = { readonly isLoggingIn: boolean; readonly line: ProgressLine }

/**
 * Waits until no other check of this checkout is running, if two would disturb each other: a second login ends the session of
 * the first, and calls to an external LMS are limited. `end` lets the next one in.
 */
export async function takeTurn(
  project: Pick<Project, 'stateDir'>,
  lmses: readonly Lms[],
  { isLoggingIn, line }: TurnOptions,
): Promise<{ readonly surroundings: Pick<Surroundings, 'beforeCall'>; readonly end: () => void }> {
  const isAlone = isLoggingIn || lmses.some(({ provider }) => provider === 'external')
  const end = isAlone ? await waitFor(join(project.stateDir, 'check.lock'), line) : () => undefined
  return { surroundings: limitCalls(project, lmses, line), end }
}

async function waitFor(lock: string, line: ProgressLine): Promise<() => void> {
  for (let isTold = false; ; isTold = true) {
    try {
      return takeLock(lock, 'check')
    } catch (error) {
      if (!(error instanceof UserError) || error.id !== 'lock-held') throw error
      const says = `waiting for another check: ${error.message}`
      if (!isTold && !process.stdout.isTTY) console.error(says)
      line.show(says)
      await pause(250)
    }
  }
}

/** Keeps calls to external LMSes within their limit, over runs too: `.campus/calls.json` says when they were called. */
function limitCalls(
  { stateDir }: Pick<Project, 'stateDir'>,
  lmses: readonly Lms[],
  line: ProgressLine,
): Pick<Surroundings, 'beforeCall'> {
  const others = lmses.filter(({ provider }) => provider === 'external')
  if (others.length === 0) return {}
  const file = join(stateDir, 'calls.json')
  const keyOf = (origin: string) => others.find(({ connection }) => originOf(connection) === origin)?.key
  const pace = openPace(
    others.map(({ connection }) => originOf(connection)),
    {
      now: Date.now,
      wait: (ms, origin) => countDown(ms, keyOf(origin) ?? origin, line),
      read: () => readJson<Calls>(file, {}), // cut off by a full disk: only the times of calls are lost
      write: (calls) => writeAtomic(file, `${JSON.stringify(calls)}\n`, 0o600),
    },
  )
  // Behind the gateway it is the same LMS, by either address.
  const served = new Map(others.map(({ url, connection }) => [url, originOf(connection)]))
  return {
    beforeCall: (url, mayWait) => pace(served.get(new URL(url).origin) ?? url, mayWait),
  }
}

/** Waits and says so each second: a silent pause looks like a fault, and others write on this line too. */
async function countDown(ms: number, key: string, line: ProgressLine): Promise<void> {
  const end = performance.now() + ms
  if (!process.stdout.isTTY) console.error(waiting(ms, key))
  for (let left = ms; left > 0; left = end - performance.now()) {
    line.show(waiting(left, key))
    await pause(Math.ceil(Math.min(left, 1000)))
  }
}

function waiting(ms: number, key: string): string {
  return `waiting ${Math.ceil(ms / 1000)} s: ${key} is called at most ${callsAMinute} times a minute`
}

function originOf({ baseUrl }: Lms['connection']): string {
  return new URL(baseUrl).origin
}

/** LMS's origin -> when it was called, in milliseconds since 1970, oldest first. */
export type Calls = Readonly<Record<string, readonly number[]>>

export type PacePorts = {
  readonly now: () => number
  /** Waits before a call to this origin, and says that it does. */
  readonly wait: (ms: number, origin: string) => Promise<void>
  /** Calls outlive a run: the next one may follow at once. Kept before the call is made, for this run may be killed. */
  readonly read: () => Calls
  readonly write: (calls: Calls) => void
}

/** How often an external LMS is called at most: other people learn there. */
export const callsAMinute = 20
const minuteMs = 60_000

type Pace = (url: string, mayWait?: boolean) => Promise<void>

/**
 * Waits before a call to one of these origins until it is within the limit; a call to any other goes at once, and one that may
 * not wait, which counts all the same.
 */
export function openPace(origins: readonly string[], doors: PacePorts): Pace {
  let last: Promise<void> = Promise.resolve()
  return async (url, mayWait = true) => {
    const { origin } = new URL(url)
    if (!origins.includes(origin)) return
    if (!mayWait) return note(origin, doors)
    // One after the other, so that a wait is shown once.
    const turn = last.then(() => takePlace(origin, doors))
    last = turn.catch(() => undefined)
    await turn
  }
}

async function takePlace(origin: string, doors: PacePorts): Promise<void> {
  for (;;) {
    const oldest = recent(origin, doors).at(-callsAMinute)
    if (oldest === undefined) return note(origin, doors)
    await doors.wait(oldest + minuteMs - doors.now(), origin)
  }
}

function note(origin: string, doors: PacePorts): void {
  doors.write({ ...doors.read(), [origin]: [...recent(origin, doors), doors.now()] })
}

/** Times in the future were written before the clock was put back. */
function recent(origin: string, { now, read }: PacePorts): readonly number[] {
  return (read()[origin] ?? []).filter((at) => at > now() - minuteMs && at <= now())
}
