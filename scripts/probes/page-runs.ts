/** A course run as a course page gives it to its scripts. Dates are ISO 8601, or absent. */
export type PageRun = {
  readonly link: string
  readonly start: string | null
  readonly end: string | null
  readonly enrollmentStart: string | null
  readonly enrollmentEnd: string | null
}

/** The course runs of a course page: whatever has a `resource_link` in the props of its widgets. */
export function runsOn(html: string): readonly PageRun[] {
  const props = [...html.matchAll(/\bdata-props\s*=\s*(?:'([^']*)'|"([^"]*)")/g)]
  return props.flatMap(([, single, double]) => runsIn(parsed(unescaped(single ?? double ?? ''))))
}

/** Whether enrolment is open, which is when Richie shows the enrol button. One without both beginnings is not scheduled yet. */
export function isOpen({ start, end, enrollmentStart, enrollmentEnd }: PageRun, now: Date): boolean {
  const isPast = (date: string | null) => date !== null && Date.parse(date) <= now.getTime()
  return start !== null && isPast(enrollmentStart) && !isPast(enrollmentEnd) && !isPast(end)
}

function runsIn(value: unknown): readonly PageRun[] {
  if (Array.isArray(value)) return value.flatMap(runsIn)
  if (typeof value !== 'object' || value === null) return []
  const object = value as Readonly<Record<string, unknown>>
  const link = object['resource_link']
  if (typeof link !== 'string') return Object.values(object).flatMap(runsIn)
  const date = (name: string) => {
    const given = object[name]
    return typeof given === 'string' ? given : null
  }
  return [
    {
      link,
      start: date('start'),
      end: date('end'),
      enrollmentStart: date('enrollment_start'),
      enrollmentEnd: date('enrollment_end'),
    },
  ]
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const entities: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" }

function unescaped(html: string): string {
  return html.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name: string) => {
    if (hex !== undefined) return String.fromCodePoint(parseInt(hex as string, 16))
    return decimal === undefined ? (entities[name] ?? whole) : String.fromCodePoint(Number(decimal))
  })
}
