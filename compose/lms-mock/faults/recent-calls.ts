/** Who called when, within the last minute: the memory of a throttle. */
export interface RecentCalls {
  /** Counts a call; undefined when it is allowed, else the seconds until the next one would be. A refused call does not count. */
  take(caller: string, perMinute: number, now: Date): number | undefined
}

/** As Django REST framework's SimpleRateThrottle remembers: a sliding minute. */
export function recentCalls(): RecentCalls {
  const calls = new Map<string, number[]>()
  return {
    take(caller, perMinute, now) {
      const recent = (calls.get(caller) ?? []).filter((at) => at > now.getTime() - MINUTE_MS)
      calls.set(caller, recent)
      if (recent.length < perMinute) {
        recent.push(now.getTime())
        return undefined
      }
      const oldest = recent.at(-Math.max(perMinute, 1)) ?? now.getTime()
      return Math.max(1, Math.ceil((oldest + MINUTE_MS - now.getTime()) / 1000))
    },
  }
}

const MINUTE_MS = 60_000
