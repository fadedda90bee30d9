/**
 * Runs `work` on all items, at most `limit` at once. The first failure tells the others to stop by the signal, starts no
 * more, waits for those under way, and is the one that is thrown.
 */
export async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const stop = new AbortController()
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      if (stop.signal.aborted) return
      await work(item, stop.signal).catch((error: unknown) => stop.abort(error))
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  if (stop.signal.aborted) throw stop.signal.reason
}
