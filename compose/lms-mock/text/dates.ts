/** Now, as Open edX prints the moment an enrollment was made: six digits of a second, teak-measured [236]. */
export function timestamp(now: Date): string {
  const micros = String(1 + Math.floor(Math.random() * 999)).padStart(3, '0')
  return `${now.toISOString().slice(0, 23)}${micros}Z`
}

/** A date of a course in UTC: six digits of a second, or none when it is whole: teak-measured, "is wrong" 5. */
export function courseDate(value: string | null): string | null {
  return value === null ? null : cut(value, 6)
}

/** The same as older releases print it, with three digits: openedx-api 1.5. */
export function shortCourseDate(value: string | null): string | null {
  return value === null ? null : cut(value, 3)
}

/** A date for people to read. */
export function readableDate(value: string): string {
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Date(value).toLocaleDateString('en-GB', format)
}

/** A second counts as whole before its digits are cut, as in Python (inferred for three). */
function cut(value: string, digits: number): string {
  const whole = new Date(value).toISOString().slice(0, 19)
  const micros = (/\.(\d+)/.exec(value)?.[1] ?? '').padEnd(6, '0').slice(0, 6)
  return /^0*$/.test(micros) ? `${whole}Z` : `${whole}.${micros.slice(0, digits)}Z`
}
