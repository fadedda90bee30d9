/** One request that the platform was asked, without any value of a cookie, token or password. */
export type LoggedRequest = {
  /** ISO 8601. */
  readonly at: string
  readonly method: string
  /** Path and query; of the query only what can hold no secret. */
  readonly path: string
  /** HTTP status, 0 where the connection was cut. */
  readonly status: number
  readonly ms: number
  readonly learner: string | null
  /** The contract's rule that answered. */
  readonly rule: string | null
  /** Why it was refused, in words. */
  readonly why: string | null
  /** What the request carried, in one line, where it was refused. */
  readonly facts: string | null
  /** Faults that it met: `slow=300`. */
  readonly faults: readonly string[]
}

/** The last requests, in memory. */
export type RequestLog = {
  add(request: LoggedRequest): void
  /** Newest first. */
  all(): readonly LoggedRequest[]
  clear(): void
}

/** Keeps the last 200 requests; long texts are cut, for they may be as long as whoever asks likes. */
export function requestLog(size = 200): RequestLog {
  let requests: LoggedRequest[] = []
  return {
    add(request) {
      const { why, facts, learner } = request
      requests.push({ ...request, why: cut(why), facts: cut(facts), learner: cut(learner) })
      // Cut seldom: moving the whole list at each request would be paid by every one.
      if (requests.length >= 2 * size) requests = requests.slice(-size)
    },
    all: () => requests.slice(-size).toReversed(),
    clear: () => void (requests = []),
  }
}

/** By way of bytes: a slice of a text would keep the whole of it in memory. */
function cut(text: string | null): string | null {
  return text === null || text.length <= longest ? text : Buffer.from(text.slice(0, longest)).toString()
}

const longest = 300
