import { createServer, type IncomingHttpHeaders } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { duplexPair, type Duplex } from 'node:stream'
import { createSecureContext, TLSSocket } from 'node:tls'
import { onTestFinished } from 'vitest'
import type { KeyPair } from '../../scripts/tls/authority.ts'

export type Asked = {
  readonly isSecure: boolean
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export type Reply = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
}

export type LocalSite = { readonly port: number; readonly asked: readonly Asked[] }

/** A site on a port of its own until the test ends: http, and with a certificate https on the same port, as the gateway has it. */
export async function openLocalSite(
  answer: (asked: Asked) => Reply | 'nothing' | 'half',
  { pair, address = '127.0.0.1' }: { readonly pair?: KeyPair; readonly address?: string } = {},
): Promise<LocalSite> {
  const asked: Asked[] = []
  const http = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url: path = '', headers, socket } = request
      const body = Buffer.concat(chunks).toString('utf8')
      const one = { isSecure: socket instanceof TLSSocket, method, path, headers, body }
      asked.push(one)
      const reply = answer(one)
      if (reply === 'nothing') return
      if (reply === 'half') {
        response.writeHead(200, { 'Content-Length': '100' })
        response.write('half', () => socket.destroy())
        return
      }
      response.writeHead(reply.status ?? 200, reply.headers as Record<string, string>)
      response.end(reply.body ?? '')
    })
  })
  const port = await listen((socket) => {
    if (pair === undefined) http.emit('connection', socket)
    else void distinguish(socket, pair).then((spoken) => http.emit('connection', spoken))
  }, address)
  return { port, asked }
}

/** A port that takes connections and does with them what it is told. */
export async function listen(take: (socket: Socket) => void, address = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    take(socket)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, address, resolve)
  })
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A port on which nothing listens: one that was just given back. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return port
}

/** TLS begins with a byte that no request of http begins with. */
async function distinguish(socket: Socket, { certificate, key }: KeyPair): Promise<Duplex> {
  const first = await new Promise<Buffer>((resolve) => {
    socket.once('data', resolve)
  })
  socket.pause()
  socket.unshift(first)
  if (first[0] !== 0x16) {
    // The HTTP server reads a socket below the stream, past what was put back there.
    const [ours, theirs] = duplexPair()
    socket.pipe(ours).pipe(socket)
    return theirs
  }
  const secureContext = createSecureContext({ cert: certificate, key })
  const secure = new TLSSocket(socket, { isServer: true, secureContext })
  secure.on('error', () => undefined)
  return secure
}
