const origin = /^https?:\/\/[^/\\\s?#@]+\/?$/i

/** Walks a parsed JSON document key by key and collects what is wrong with it, each problem with its path. */
export class SettingsReader {
  readonly value: unknown
  readonly path: string
  readonly problems: string[]

  constructor(value: unknown, path: string, problems: string[]) {
    this.value = value
    this.path = path
    this.problems = problems
  }

  text(key: string, fallback?: string): string {
    const value = this.#get(key, fallback)
    return typeof value === 'string' && value !== ''
      ? value
      : this.problem(key, 'a non-empty string', value, '')
  }

  textOrNull(key: string, fallback: string | null): string | null {
    return this.#get(key, fallback) === null ? null : this.text(key)
  }

  boolean(key: string, fallback?: boolean): boolean {
    const value = this.#get(key, fallback)
    return typeof value === 'boolean' ? value : this.problem(key, 'true or false', value, false)
  }

  countOrNull(key: string, fallback: number | null, most = 1_000_000_000): number | null {
    const value = this.#get(key, fallback)
    const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most
    return isCount || value === null
      ? value
      : this.problem(key, `a whole number from 0 to ${most}, or null`, value, null)
  }

  /** An ISO 8601 date, given in UTC, or null; absent is null. */
  date(key: string): string | null {
    const value = this.#get(key, null)
    const moment = typeof value === 'string' ? readMoment(value) : value
    return typeof moment === 'string' || moment === null
      ? moment
      : this.problem(key, 'an ISO 8601 date or null', value, null)
  }

  /** An origin as browsers write it: `http://Localhost:80/` is `http://localhost`. */
  origin(key: string): string {
    const value = this.#get(key)
    const isOrigin = typeof value === 'string' && origin.test(value) && URL.canParse(value)
    return isOrigin ? new URL(value).origin : this.problem(key, 'scheme://host[:port]', value, '')
  }

  matching(key: string, pattern: RegExp, rule: string): string {
    const value = this.#get(key)
    return typeof value === 'string' && pattern.test(value) ? value : this.problem(key, rule, value, '')
  }

  choice<T extends string>(key: string, choices: readonly [T, ...T[]], fallback?: T): T {
    const value = this.#get(key, fallback)
    const found = choices.find((choice) => choice === value)
    return found ?? this.problem(key, choices.join(' or '), value, choices[0])
  }

  texts(key: string, fallback?: readonly string[]): readonly string[] {
    return this.list(
      key,
      (item) => (typeof item.value === 'string' ? item.value : item.problem('', 'a string', item.value, '')),
      fallback,
    )
  }

  list<T>(key: string, read: (item: SettingsReader) => T, fallback?: readonly T[]): readonly T[] {
    const value = this.#get(key)
    if (value === undefined && fallback !== undefined) return fallback
    if (!Array.isArray(value)) return this.problem(key, 'a list', value, [])
    return value.map((item: unknown, index) =>
      read(new SettingsReader(item, `${this.#at(key)}[${index}]`, this.problems)),
    )
  }

  /** A list of objects. */
  objects<T>(key: string, read: (item: SettingsReader) => T, fallback?: readonly T[]): readonly T[] {
    return this.list(key, (item) => (item.isObject() ? [read(item)] : []), fallback && [fallback]).flat()
  }

  /** Whether this is an object; anything else is reported as a problem. */
  isObject(): boolean {
    const isObject = typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value)
    return isObject || this.problem('', 'an object', this.value, false)
  }

  /** Reports every key that is not one of these, given as words. */
  knows(keys: string): void {
    const known = keys.split(' ')
    const holder = typeof this.value === 'object' && this.value !== null ? this.value : {}
    for (const key of Object.keys(holder).filter((name) => !known.includes(name)))
      this.problems.push(`Unknown key ${this.#at(key)}: the keys are ${known.join(', ')}`)
  }

  problem<T>(key: string, rule: string, value: unknown, instead?: T): T {
    const got = value === undefined ? 'nothing' : JSON.stringify(value)
    this.problems.push(`Expected ${this.#at(key)} to be ${rule}, got ${got}`)
    return instead as T
  }

  #get(key: string, fallback?: unknown): unknown {
    const holder = this.value as Record<string, unknown> | null
    return (typeof holder === 'object' && holder !== null ? holder[key] : undefined) ?? fallback
  }

  #at(key: string): string {
    return [this.path, key].filter((part) => part !== '').join('.') || 'the document'
  }
}

/** Settings that can't be worked with: all that is wrong with them, a line each. */
export class SettingsError extends Error {
  constructor(name: string, problems: readonly string[]) {
    super([`${name}:`, ...problems].join('\n  '))
  }
}

const timeFormat = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`
const format = new RegExp(
  String.raw`^(\d{4}-\d\d-\d\d)(?:T(${timeFormat})(?:(:[0-5]\d)(\.\d{1,9})?)?(Z|[+-]${timeFormat})?)?$`,
)

/**
 * Reads a moment in ISO 8601: `2027-01-31`, `2027-01-31T09:00`, with seconds, a fraction and a zone or without; no zone is UTC.
 * Gives it in UTC with its fraction as written, undefined for all else: a day that no month has, a year outside 1 to 9999.
 */
export function readMoment(text: string): string | undefined {
  const [, day, time = '00:00', seconds = ':00', fraction = '', zone = 'Z'] = format.exec(text) ?? []
  if (day === undefined || inUtc(`${day}T00:00Z`)?.slice(0, 10) !== day) return undefined // a Date makes 2 March of 30 February
  const utc = inUtc(`${day}T${time}${seconds}${zone}`)
  return utc === undefined || !/^(?!0000)\d{4}-/.test(utc) ? undefined : `${utc.slice(0, 19)}${fraction}Z`
}

function inUtc(text: string): string | undefined {
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
