import { join } from 'node:path'
import type { Lms } from '../plan/plan.ts'
import { callsAMinute, openPace, type Calls } from '../probes/pace.ts'
import type { Surroundings } from '../probes/surroundings.ts'
import { readTextIfThere, writeAtomic } from '../system/files.ts'
import { pause } from '../system/interruption.ts'
import type { ProgressLine } from '../system/progress-line.ts'
import type { Project } from './project.ts'

/** Keeps calls to LMSes that are not ours within their limit, over runs too: `.campus/calls.json` says when they were called. */
export function callSeldom(
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
      read: () => readCalls(file),
      write: (calls) => writeAtomic(file, `${JSON.stringify(calls)}\n`, 0o600),
    },
  )
  // Behind the gateway it is the same LMS, by either address.
  const served = new Map(others.map(({ url, connection }) => [url, originOf(connection)]))
  return {
    beforeCall: (url, mayWait) => pace(served.get(new URL(url).origin) ?? url, mayWait),
  }
}

/** Waits and says so, each second: standing still without a word looks like a fault, and others write on this line too. */
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

function readCalls(file: string): Calls {
  try {
    return JSON.parse(readTextIfThere(file) ?? '{}') as Calls
  } catch {
    return {} // cut off by a full disk: who was called is forgotten, nothing else
  }
}
