import { once } from 'node:events'
import { request, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Surroundings } from '../browser.ts'
import { makeTrustedPair } from '../trusted-pair.ts'

const scriptPath = '/clients.js'
// Richie's scripts don't load without the context that its pages hold.
const page = `<!doctype html><title>Catalogue</title>
<link rel="icon" href="data:,">
<script>__richie_frontend_context__ = { context: {} }</script>
<script src="${scriptPath}"></script>`

const hosts = { catalogue: 'richie.local.dev', lms: 'edx.local.dev' }

/** Two origins of one site over TLS, as a gateway serves them, each on a free port of this machine. */
export type Sites = {
  readonly catalogue: string
  readonly lms: string
  /** What a browser must be told to come here. */
  readonly person: Surroundings
  /** Which mock answers at the LMS's origin from now on. */
  readonly leadTo: (socket: string) => void
  /** The faults that the LMS shows from now on, as `X-Mock-Fault` names them; pages can't send that header themselves. */
  readonly misbehave: (faults: string) => void
  readonly close: () => Promise<void>
}

/** Every page of the catalogue loads the given script; before the LMS stands a proxy that does what our nginx does. */
export async function openSites(script: string): Promise<Sites> {
  const { certificate, key, trustedKey } = await makeTrustedPair(Object.values(hosts))
  const listen = async (listener: RequestListener) => {
    const server = createServer({ cert: certificate, key }, listener)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  let socket = ''
  let faults = ''
  const pages = await listen(({ url }, response) => {
    const [type, body] = url === scriptPath ? ['text/javascript', script] : ['text/html', page]
    // As Richie's Development settings have it: Open edX judges the Referer of what its pages ask (enrolment-in-the-browser 1).
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Referrer-Policy': 'unsafe-url' })
    response.end(body)
  })
  const catalogue = originOf(hosts.catalogue, pages)
  const proxy = await listen((incoming, response) => {
    if (incoming.url?.startsWith('/richie/') === true)
      response.writeHead(302, { Location: catalogue + incoming.url.slice('/richie'.length) }).end()
    else forward(socket, faults, incoming, response)
  })
  return {
    catalogue,
    lms: originOf(hosts.lms, proxy),
    person: { hosts: Object.values(hosts), trustedKey },
    leadTo: (path) => (socket = path),
    misbehave: (wanted) => (faults = wanted),
    close: async () => {
      await Promise.all([close(pages), close(proxy)])
    },
  }
}

/** What the mock drops is dropped towards the browser, too; it asks for that as it asks nginx. */
function forward(
  socketPath: string,
  faults: string,
  incoming: IncomingMessage,
  response: ServerResponse,
): void {
  const { method, url, headers } = incoming
  const upstream = request({
    socketPath,
    method,
    path: url,
    headers: { ...headers, 'x-forwarded-proto': 'https', 'x-mock-fault': faults },
    agent: false,
  })
  upstream.on('response', (answer) => {
    if (answer.headers['x-accel-redirect'] === '/__campus/drop') return response.destroy()
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders)
    answer.on('error', () => response.destroy())
    answer.pipe(response)
  })
  upstream.on('error', () => response.destroy())
  incoming.pipe(upstream)
}

function originOf(host: string, server: Server): string {
  return `https://${host}:${(server.address() as AddressInfo).port}`
}

async function close(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}
