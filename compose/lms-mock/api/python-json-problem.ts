/** Says where a text stops being JSON, in the words of Python's json module: teak-measured [199]. */
export function pythonJsonProblem(text: string): string {
  const scanner = new Scanner(text)
  const problem = scanner.document()
  if (problem === undefined) return 'Expecting value: line 1 column 1 (char 0)'
  const lines = text.slice(0, problem.at).split('\n')
  return `${problem.what}: line ${lines.length} column ${(lines.at(-1) ?? '').length + 1} (char ${problem.at})`
}

type Problem = {
  readonly what: string
  readonly at: number
}

/** Walks a JSON text; each method returns the first problem or undefined, and leaves `at` behind what it read. */
class Scanner {
  #at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  document(): Problem | undefined {
    this.#space()
    const problem = this.#value()
    if (problem !== undefined) return problem
    this.#space()
    return this.#at < this.#text.length ? { what: 'Extra data', at: this.#at } : undefined
  }

  #value(): Problem | undefined {
    const next = this.#text.charAt(this.#at)
    if (next === '{') return this.#members()
    if (next === '[') return this.#items()
    return next === '"' ? this.#string() : this.#scalar()
  }

  #scalar(): Problem | undefined {
    const pattern = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y
    pattern.lastIndex = this.#at
    if (!pattern.test(this.#text)) return { what: 'Expecting value', at: this.#at }
    this.#at = pattern.lastIndex
    return undefined
  }

  #string(): Problem | undefined {
    const start = this.#at
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const letter = this.#text.charAt(at)
      if (letter === '"') {
        this.#at = at + 1
        return undefined
      }
      if (letter < ' ') return { what: 'Invalid control character at', at }
      if (letter === '\\') at += 1
    }
    return { what: 'Unterminated string starting at', at: start }
  }

  #members(): Problem | undefined {
    this.#at += 1
    this.#space()
    if (this.#take('}')) return undefined
    for (;;) {
      if (this.#text.charAt(this.#at) !== '"')
        return { what: 'Expecting property name enclosed in double quotes', at: this.#at }
      const problem = this.#string() ?? this.#separator(':') ?? this.#value() ?? this.#end('}')
      if (problem !== undefined || this.#take('}')) return problem
      this.#at += 1
      this.#space()
    }
  }

  #items(): Problem | undefined {
    this.#at += 1
    this.#space()
    if (this.#take(']')) return undefined
    for (;;) {
      const problem = this.#value() ?? this.#end(']')
      if (problem !== undefined || this.#take(']')) return problem
      this.#at += 1
      this.#space()
    }
  }

  #separator(mark: string): Problem | undefined {
    this.#space()
    if (!this.#take(mark)) return { what: `Expecting '${mark}' delimiter`, at: this.#at }
    this.#space()
    return undefined
  }

  /** Stands on a comma or on the closing mark afterwards. */
  #end(closing: string): Problem | undefined {
    this.#space()
    const next = this.#text.charAt(this.#at)
    return next === ',' || next === closing ? undefined : { what: "Expecting ',' delimiter", at: this.#at }
  }

  #take(mark: string): boolean {
    const isThere = this.#text.charAt(this.#at) === mark
    this.#at += isThere ? 1 : 0
    return isThere
  }

  #space(): void {
    while (/[ \t\n\r]/.test(this.#text.charAt(this.#at))) this.#at += 1
  }
}
