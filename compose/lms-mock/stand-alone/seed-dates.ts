const DATES = new Set(['start', 'end', 'enrollment_start', 'enrollment_end', 'expires'])
const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 }

/** Copies parsed JSON with each relative date (`now`, `now+30d`, `now-12h`, `now+5m`) made absolute, to the second. */
export function seedDates(document: unknown, now: Date): unknown {
  const text = JSON.stringify(document, (key, value: unknown) =>
    DATES.has(key) && typeof value === 'string' ? absolute(value, now) : value,
  )
  return text === undefined ? undefined : JSON.parse(text)
}

function absolute(date: string, now: Date): string {
  const [whole, sign = '+', count = '0', unit = 'd'] = /^now(?:([+-])(\d{1,6})([dhm]))?$/.exec(date) ?? []
  if (whole === undefined) {
    return date
  }
  const moment = now.getTime() + Number(`${sign}${count}`) * (UNIT_MS[unit] ?? 0)
  return `${new Date(moment).toISOString().slice(0, 19)}Z`
}
