import type { Piece } from './log-frames.ts'

export type LogLine = {
  /** When its beginning was written, as the engine says it: ISO 8601 in UTC with nanoseconds, so that texts sort by time. */
  readonly at: string
  readonly stream: 'stdout' | 'stderr'
  /** Without its end. */
  readonly line: string
}

/** A line without an end is cut here, in UTF-16 units, so that memory stays bounded. */
const longest = 2 ** 20

/** Of an entry's time, with a zone. */
const longestTime = 40

/**
 * Pieces of log entries, each of which begins with its time and a space, to lines. The two streams are kept apart: a
 * line of one may be cut by lines of the other. The engine splits long lines into entries anywhere, also within a
 * character. A last line without an end counts.
 */
export async function* readLines(pieces: AsyncIterable<Piece>): AsyncGenerator<LogLine> {
  const readers = { stdout: new LineReader('stdout'), stderr: new LineReader('stderr') }
  let time: Buffer | undefined
  let at = ''
  for await (const { stream, bytes, starts } of pieces) {
    let text = bytes
    if (starts) time = Buffer.alloc(0)
    if (time !== undefined) {
      time = Buffer.concat([time, bytes])
      const space = time.subarray(0, longestTime).indexOf(0x20)
      if (space === -1 && time.length < longestTime) continue
      at = time.subarray(0, Math.max(space, 0)).toString('latin1')
      text = time.subarray(space + 1)
      time = undefined
    }
    yield* readers[stream].read(at, text)
  }
  const rest = [...readers.stdout.end(), ...readers.stderr.end()]
  yield* rest.toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

/** The lines of one stream. */
class LineReader {
  readonly #stream: LogLine['stream']
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  #rest = ''
  /** A line has begun, at that time, and is not at its end yet. */
  #isOpen = false
  #at = ''

  constructor(stream: LogLine['stream']) {
    this.#stream = stream
  }

  *read(at: string, bytes: Buffer): Generator<LogLine> {
    if (bytes.length > 0) this.#open(at)
    yield* this.#take(at, this.#decoder.decode(bytes, { stream: true }))
  }

  *end(): Generator<LogLine> {
    yield* this.#take(this.#at, this.#decoder.decode())
    if (this.#rest !== '') yield this.#line()
  }

  *#take(at: string, text: string): Generator<LogLine> {
    for (let from = 0; from < text.length;) {
      this.#open(at)
      const end = text.indexOf('\n', from)
      this.#rest += text.slice(from, end === -1 ? text.length : end)
      from = end === -1 ? text.length : end + 1
      while (this.#rest.length > longest) yield this.#cut()
      if (end !== -1) yield this.#line()
    }
  }

  #open(at: string): void {
    if (!this.#isOpen) this.#at = at
    this.#isOpen = true
  }

  #cut(): LogLine {
    const code = this.#rest.charCodeAt(longest - 1)
    const isHalf = code >= 0xd800 && code <= 0xdbff
    const line = this.#rest.slice(0, isHalf ? longest - 1 : longest)
    this.#rest = this.#rest.slice(line.length)
    return { at: this.#at, stream: this.#stream, line }
  }

  #line(): LogLine {
    const line = this.#rest.replace(/\r$/, '')
    this.#rest = ''
    this.#isOpen = false
    return { at: this.#at, stream: this.#stream, line }
  }
}

/** A line and who wrote it. */
export type LogEntry = LogLine & { readonly service: string; readonly containerId: string }

/** Several logs, each in the order in which it was written, as one by time; of the same moment the earlier source comes first. */
export async function* mergeLogs(sources: readonly AsyncIterator<LogEntry>[]): AsyncGenerator<LogEntry> {
  const heads = await Promise.all(sources.map(async (source) => ({ source, entry: await nextOf(source) })))
  for (;;) {
    const first = heads.reduce<(typeof heads)[number] | undefined>(
      (least, head) =>
        head.entry === undefined || (least?.entry && least.entry.at <= head.entry.at) ? least : head,
      undefined,
    )
    if (first?.entry === undefined) return
    yield first.entry
    first.entry = await nextOf(first.source)
  }
}

async function nextOf(source: AsyncIterator<LogEntry>): Promise<LogEntry | undefined> {
  const next: IteratorResult<LogEntry, unknown> = await source.next()
  return next.done === true ? undefined : next.value
}
