import type { LogLine } from './log-lines.ts'

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
