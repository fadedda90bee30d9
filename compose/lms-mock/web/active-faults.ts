import type { Settings } from '../settings/settings.ts'

/** The faults that are asked for at a request: those switched on for all, and those its own header names. */
export type ActiveFaults = {
  /** The fault's parameter (`''` where it has none), or undefined where the fault is off. */
  get(name: string): string | undefined
  has(name: string): boolean
}

/** A platform in good health. */
export const noFaults: ReadonlyMap<string, string> & ActiveFaults = new Map<string, string>()

/** Who called when, within the last minute: the memory of a throttle. */
export type RecentCalls = {
  /** Counts a call; undefined when it is allowed, else the seconds until the next one would be. A refused call does not count. */
  take(caller: string, perMinute: number, now: Date): number | undefined
}

/** As Django REST framework's SimpleRateThrottle remembers: a sliding minute. */
export function recentCalls(): RecentCalls {
  const calls = new Map<string, number[]>()
  return {
    take(caller, perMinute, now) {
      const recent = (calls.get(caller) ?? []).filter((at) => at > now.getTime() - minuteMs)
      calls.set(caller, recent)
      if (recent.length < perMinute) {
        recent.push(now.getTime())
        return undefined
      }
      const oldest = recent.at(-Math.max(perMinute, 1)) ?? now.getTime()
      return Math.max(1, Math.ceil((oldest + minuteMs - now.getTime()) / 1000))
    },
  }
}

const minuteMs = 60_000

/** The platform's settings with the mistakes that some faults are: an origin that somebody forgot to list. */
export function faultySettings(settings: Settings, faults: ActiveFaults): Settings {
  const refusesCors = faults.has('cors-origin-refused')
  const refusesCsrf = faults.has('csrf-origin-refused')
  if (!refusesCors && !refusesCsrf) return settings
  return {
    ...settings,
    ...(refusesCors ? { corsOrigins: [], corsAllowAll: false } : {}),
    ...(refusesCsrf ? { trustedOrigins: [] } : {}),
  }
}

/** Which faults are on. */
export type FaultSwitch = {
  /** Those that are on for every request. */
  active(): Faults
  /** Those that this request meets: the ones for every request, and the ones its own `X-Mock-Fault` names. */
  at(request: Request): Faults
  turnOn(faults: Faults): void
  /** Turns these off, or all. */
  clear(names?: readonly string[]): void
  /** What the fault `throttled` counts by. */
  readonly recentCalls: RecentCalls
}

/** Name to parameter, `''` where a fault has none. */
export type Faults = ReadonlyMap<string, string>
