import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TrustedPair } from '../../../browser/trusted-pair.ts'

export type StrictServer = {
  readonly port: number
  /** All that came. */
  readonly requests: readonly IncomingMessage[]
  /** Ends what it sends and does not end by itself. */
  readonly finish: () => void
  readonly close: () => Promise<void>
}

/** What `/seen` answers: how a request arrived. */
export type Seen = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: number
  readonly servername: string | null
}

/**
 * An LMS that knows nothing of campus: it tells what it is sent, and answers what its caller asks for. `/headers?Location=x&Set-Cookie=y` sends
 * those headers, `/events` a stream without an end, an upgrade is echoed. It listens on one address, on a free port unless one is given.
 */
export async function startStrictServer(
  address: string,
  { port = 0, pair }: { readonly port?: number; readonly pair?: TrustedPair } = {},
): Promise<StrictServer> {
  const requests: IncomingMessage[] = []
  const streams = new Set<ServerResponse>()
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    requests.push(request)
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://here')
    response.setHeader('Strict-Transport-Security', 'max-age=31536000')
    response.setHeader('Alt-Svc', 'h3=":443"')
    response.setHeader('Upgrade', 'h2,h2c') // as Apache does
    if (pathname === '/headers') {
      for (const name of new Set(searchParams.keys())) response.setHeader(name, searchParams.getAll(name))
      return response.writeHead(searchParams.has('Location') ? 302 : 200).end()
    }
    if (pathname === '/events') {
      streams.add(response)
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' })
      return response.write('data: first\n\n')
    }
    if (pathname === '/ill') return response.writeHead(502).end('its own words')
    if (pathname === '/cut') return request.socket.destroy()
    return tell(request, response)
  }
  const server =
    pair === undefined
      ? createServer(answer)
      : createSecureServer({ cert: pair.certificate, key: pair.key }, answer)
  server.on('upgrade', (request, socket) => {
    // It is no longer the server's: nobody else closes it.
    for (const end of ['end', 'error']) socket.on(end, () => socket.destroy())
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
    socket.on('data', (data: Buffer) => socket.write(`${request.headers.origin} ${data.toString()}`))
  })
  server.listen(port, address)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    finish: () => {
      for (const stream of streams) stream.end()
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function tell(request: IncomingMessage, response: ServerResponse): void {
  let bytes = 0
  request.on('data', (chunk: Buffer) => (bytes += chunk.length))
  request.on('end', () => {
    const { servername } = request.socket as { servername?: string | false }
    response.setHeader('Content-Type', 'application/json')
    response.end(
      JSON.stringify({ url: request.url, headers: request.headers, bytes, servername: servername || null }),
    )
  })
}
