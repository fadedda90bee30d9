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

  numberOrNull(key: string, fallback: number | null): number | null {
    const value = this.#get(key, fallback)
    const isFine = value === null || (typeof value === 'number' && Number.isFinite(value))
    return isFine ? value : this.problem(key, 'a number or null', value, null)
  }

  /** An ISO 8601 date with its zone, or null; absent is null. */
  date(key: string): string | null {
    const value = this.#get(key, null)
    const isFine = value === null || (typeof value === 'string' && !Number.isNaN(Date.parse(value)))
    return isFine ? value : this.problem(key, 'an ISO 8601 date or null', value, null)
  }

  origin(key: string): string {
    return this.matching(key, /^https?:\/\/[^/\s?#]+$/, 'scheme://host[:port]')
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
    if (value === undefined && fallback !== undefined) {
      return fallback
    }
    if (!Array.isArray(value)) {
      return this.problem(key, 'a list', value, [])
    }
    return value.map((item: unknown, index) =>
      read(new SettingsReader(item, `${this.#at(key)}[${index}]`, this.problems)),
    )
  }

  /** Reports every key that is not one of these, given as words. */
  knows(keys: string): void {
    const known = keys.split(' ')
    const holder = typeof this.value === 'object' && this.value !== null ? this.value : {}
    for (const key of Object.keys(holder).filter((name) => !known.includes(name))) {
      this.problems.push(`Expected ${this.#at(key)} not to be there: the keys are ${known.join(', ')}`)
    }
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
