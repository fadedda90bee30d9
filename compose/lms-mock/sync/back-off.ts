const FIRST_MS = 1000
const LONGEST_MS = 60_000

/** How long to wait after so many failures in a row, in ms: doubled each time, from 1 s to 60 s; `chance` (0 to 1) takes off up to half. */
export function backOffMs(failures: number, chance: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
  return Math.round(Math.max(FIRST_MS, whole * (1 - chance / 2)))
}
