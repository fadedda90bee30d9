/** A function whose last results are kept. */
export type Remembered<Key, Value> = {
  get(key: Key): Value | undefined
  /** Forgets one result, or all. */
  forget(key?: Key): void
}

/** Keeps the results of a function, at most so many; `undefined` is not kept. Full, it is emptied: cheap, and good enough. */
export function remembered<Key, Value>(
  ask: (key: Key) => Value | undefined,
  most = 2000,
): Remembered<Key, Value> {
  const known = new Map<Key, Value>()
  return {
    get(key) {
      const before = known.get(key)
      if (before !== undefined) return before
      const value = ask(key)
      if (value !== undefined) {
        if (known.size >= most) known.clear()
        known.set(key, value)
      }
      return value
    },
    forget(key) {
      if (key === undefined) known.clear()
      else known.delete(key)
    },
  }
}
