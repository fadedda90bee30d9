import { request as requestHttp, type IncomingHttpHeaders } from 'node:http'
import { request as requestHttps } from 'node:https'
import { gunzipSync } from 'node:zlib'

export type Reply = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly bytes: number
}

type Ask = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** For https: the authority to trust, PEM, and no other. The name is not resolved: it is this machine. */
  readonly ca?: string
}

/** One HTTP request on a connection of its own, without redirects; every `*.localhost` name is loopback, as in a browser. */
export async function ask(url: string, { method = 'GET', headers = {}, body, ca }: Ask = {}): Promise<Reply> {
  const { protocol, hostname, port, pathname, search, host } = new URL(url)
  const isTls = protocol === 'https:'
  return await new Promise((resolve, reject) => {
    const target = isTls || hostname.endsWith('localhost') ? '127.0.0.1' : hostname.replace(/[[\]]/g, '')
    const call = (isTls ? requestHttps : requestHttp)(
      {
        host: target,
        port,
        path: pathname + search,
        method,
        agent: false,
        headers: { host, ...headers },
        timeout: 30_000,
        maxHeaderSize: 2 ** 20,
        ...(isTls ? { servername: hostname, ca: ca ?? '' } : {}),
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const raw = Buffer.concat(chunks)
          const text = response.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: text.toString(),
            bytes: raw.length,
          })
        })
      },
    )
    call.on('timeout', () => call.destroy(new Error(`${url} did not answer in 30 s`)))
    call.on('error', reject)
    call.end(body)
  })
}

/** Asks until the reply satisfies the condition; the last reply is in the error where it never does. */
export async function askUntil(
  url: string,
  condition: (reply: Reply) => boolean,
  seconds = 60,
): Promise<Reply> {
  const end = performance.now() + seconds * 1000
  let last: Reply | Error | undefined
  while (performance.now() < end) {
    last = await ask(url).catch((error: Error) => error)
    if (!(last instanceof Error) && condition(last)) return last
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(
    `${url} was not as expected within ${seconds} s; last: ${last instanceof Error ? last.message : `${last?.status} ${last?.body.slice(0, 500)}`}`,
  )
}
