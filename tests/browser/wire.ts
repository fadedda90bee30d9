import type { Page } from 'playwright-core'

/** One request as it went over the wire, preflights included (Playwright itself hides those). */
export type Exchange = {
  readonly method: string
  readonly url: string
  requestHeaders: Readonly<Record<string, string>>
  /** What the server answered; 304 where the browser then took its own copy. */
  status?: number
  headers: Readonly<Record<string, string>>
  fromCache: boolean
  failure?: string
}

/** Records every request of the page, from now on, in the order in which Chromium tells of them. */
export async function recordWire(page: Page, exchanges: Exchange[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const open = new Map<string, Exchange>()
  const early = new Map<string, number>()
  const begin = (id: string, method: string, url: string, headers: Record<string, string>) => {
    const exchange: Exchange = {
      method,
      url,
      requestHeaders: lowerCased(headers),
      headers: {},
      fromCache: false,
    }
    if (early.get(id) === 304) exchange.status = 304
    open.set(id, exchange)
    exchanges.push(exchange)
  }
  session.on('Network.requestWillBeSent', ({ requestId, request, redirectResponse }) => {
    const before = open.get(requestId)
    if (before !== undefined && redirectResponse !== undefined) answer(before, redirectResponse)
    begin(requestId, request.method, request.url, request.headers)
  })
  session.on('Network.requestServedFromCache', ({ requestId }) => {
    const exchange = open.get(requestId)
    if (exchange !== undefined) exchange.fromCache = true
  })
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const exchange = open.get(requestId)
    if (exchange !== undefined) answer(exchange, response)
  })
  // What the server sent: above, a 304 is shown as the 200 that the browser has kept. It may come before all else.
  session.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
    const exchange = open.get(requestId)
    if (exchange === undefined) early.set(requestId, statusCode)
    else if (statusCode === 304) exchange.status = 304
  })
  session.on('Network.loadingFailed', ({ requestId, errorText, canceled }) => {
    const exchange = open.get(requestId)
    if (exchange !== undefined && !canceled) exchange.failure = errorText
  })
  await session.send('Network.enable')
}

/** One line each, for a person who looks into a failure. */
export function describeExchange(exchange: Exchange): string {
  const { method, url, status, fromCache, failure } = exchange
  return `${failure ?? status ?? 'pending'}${fromCache ? ' (cache)' : ''} ${method} ${url}`
}

type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly fromDiskCache?: boolean
}

function answer(exchange: Exchange, response: Answer): void {
  exchange.status ??= response.status
  exchange.headers = lowerCased(response.headers)
  exchange.fromCache ||= response.fromDiskCache === true
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
