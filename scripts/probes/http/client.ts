import { createSecureContext, type SecureContext } from 'node:tls'
import type { Surroundings } from '../surroundings.ts'
import { CertificateRefused, connectTo, converse } from './connect.ts'
import type { Asked, Exchange, Failure, Knock } from './exchange.ts'

export type RequestOptions = {
  readonly method?: string
  /** Sent as they are; `Host` too, where one is given. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** false: a certificate that is not trusted does not end the request. */
  readonly verify?: boolean
  /** Connects there, whatever the name leads to. */
  readonly address?: string
  readonly timeoutMs?: number
  /** Ends what was begun, such as a session: it does not wait for its turn. */
  readonly isLast?: boolean
}

/** Asks sites from outside, as a browser on this machine would. */
export type Client = {
  /**
   * One request, on a connection of its own, without following redirects; never throws. A certificate is judged before
   * anything is sent. The body is read as UTF-8, at most 4 MB of it.
   */
  readonly ask: (url: string, options?: RequestOptions) => Promise<Exchange>
  /** Connects without asking anything; never throws. With https it ends with the handshake, unless `handshake` is false. */
  readonly knock: (url: string, options?: KnockOptions) => Promise<Knock>
}

type KnockOptions = Pick<RequestOptions, 'address' | 'timeoutMs'> & { readonly handshake?: boolean }

type Means = Pick<Surroundings, 'lookup' | 'authorities' | 'beforeCall'>

export function openClient({ lookup, authorities, beforeCall }: Means): Client {
  let context: SecureContext | undefined
  // A list, since without one Node would take its own authorities.
  const trusted = () => (context ??= createSecureContext({ ca: [...authorities] }))
  const connect = (url: string, { verify = true, address, timeoutMs = connectMs }: RequestOptions) => {
    const deadline = AbortSignal.timeout(Math.min(timeoutMs, connectMs))
    return connectTo(new URL(url), { lookup, trusted, verify, address, deadline })
  }
  /** Waits for the turn of a call; a failure if it gets none because the check is stopped. */
  const holdUp = async (url: string, mayWait: boolean) => {
    try {
      await beforeCall?.(url, mayWait)
      return undefined
    } catch (error) {
      return { failure: asFailure(error as Error), ms: 0 }
    }
  }

  return {
    async ask(url, options = {}) {
      const { method = 'GET', body, timeoutMs = 5000 } = options
      const headers = withDefaults(options.headers ?? {}, new URL(url))
      const asked: Asked = { method, url, headers, ...(body === undefined ? {} : { body }) }
      const held = await holdUp(url, options.isLast !== true)
      if (held !== undefined) return { asked, ...held }
      const came = await timed(timeoutMs, async (deadline) => {
        const connected = await connect(url, options)
        return { answer: await converse(connected, asked, deadline) }
      })
      return { asked, ...came }
    },
    async knock(url, options = {}) {
      const held = await holdUp(url, true)
      if (held !== undefined) return held
      return await timed(options.timeoutMs ?? connectMs, async () => {
        const { socket, ...seen } = await connect(options.handshake === false ? plain(url) : url, options)
        socket.destroy()
        return seen
      })
    },
  }
}

/** The same port, by an address that takes no handshake. */
function plain(url: string): string {
  const { protocol, hostname, port } = new URL(url)
  return `http://${hostname}:${port === '' && protocol === 'https:' ? '443' : port}`
}

/** A site that takes longer to connect, handshake included, counts as down. */
const connectMs = 2500

function withDefaults(
  headers: Readonly<Record<string, string>>,
  { host }: URL,
): Readonly<Record<string, string>> {
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const defaults = Object.entries({
    Host: host,
    Accept: '*/*',
    'User-Agent': 'campus-check',
    Connection: 'close',
  })
  return { ...Object.fromEntries(defaults.filter(([name]) => !given.has(name.toLowerCase()))), ...headers }
}

/** What `act` comes to within the time, or why it failed. */
async function timed<T extends object>(
  timeoutMs: number,
  act: (deadline: AbortSignal) => Promise<T>,
): Promise<(T | { readonly failure: Failure }) & { readonly ms: number }> {
  const began = performance.now()
  const deadline = AbortSignal.timeout(timeoutMs)
  const came = await act(deadline).catch((error: Error) => {
    if (deadline.aborted) return { failure: late(timeoutMs) }
    return { failure: error.name === 'TimeoutError' ? late(connectMs) : asFailure(error) }
  })
  return { ...came, ms: Math.round(performance.now() - began) }
}

function late(timeoutMs: number): Failure {
  return { code: 'ETIMEDOUT', message: `no answer within ${timeoutMs / 1000} s` }
}

function asFailure(error: Error): Failure {
  // Several addresses were tried: one line for all.
  const errors = error instanceof AggregateError ? (error.errors as Error[]) : [error]
  const coded = [error, ...errors].find((some): some is NodeJS.ErrnoException => 'code' in some)
  return {
    code: coded?.code ?? error.name,
    message: errors.map(reasonOf).join('; '),
    ...(error instanceof CertificateRefused ? { certificate: error.certificate } : {}),
  }
}

/** OpenSSL's message holds the reason among places in its source. */
function reasonOf({ message, reason }: Error & { reason?: string }): string {
  return reason ?? message
}

/** The first answer that is no redirect within its origin; after a few of them, the last one. */
export async function askFollowing(
  client: Client,
  url: string,
  options: Pick<RequestOptions, 'timeoutMs'> = {},
  left = 4,
): Promise<Exchange> {
  const exchange = await client.ask(url, options)
  const { status = 0, headers } = exchange.answer ?? {}
  if (status < 301 || status > 308 || headers?.location === undefined || left === 0) return exchange
  const next = URL.parse(headers.location, url)
  if (next?.origin !== new URL(url).origin) return exchange
  return await askFollowing(client, next.href, options, left - 1)
}
