const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400 }

/** `10m` (ago) or an ISO 8601 time (of this machine's zone where it names none), in milliseconds of the epoch; undefined where it is neither. */
export function sinceOf(text: string, now: number): number | undefined {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? []
  if (count !== undefined) return now - Number(count) * secondsOf[unit as keyof typeof secondsOf] * 1000
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/.test(text)) return undefined
  // A date alone would be taken as UTC, a date with a time as local: here both are local.
  const moment = Date.parse(text.includes('T') ? text : `${text}T00:00`)
  return Number.isNaN(moment) ? undefined : moment
}
