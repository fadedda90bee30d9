import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls, type DetailedPeerCertificate, type SecureContext } from 'node:tls'
import type { Answer, Asked } from './exchange.ts'

export type Connected = {
  readonly socket: Socket
  /** The address that took the connection. */
  readonly address: string
  /** Of an https site, trusted or not. */
  readonly certificate?: DetailedPeerCertificate
}

export type How = {
  /** Addresses of a name. */
  readonly lookup: (name: string) => Promise<readonly string[]>
  /** The authorities that an https site's certificate is judged against. */
  readonly trusted: () => SecureContext
  /** false: a refused certificate does not end it. */
  readonly verify: boolean
  /** Connects there, whatever the name leads to. */
  readonly address: string | undefined
  readonly deadline: AbortSignal
}

/** A browser would not accept the certificate for this site. */
export class CertificateRefused extends Error {
  readonly code: string
  readonly certificate: DetailedPeerCertificate

  constructor(code: string, certificate: DetailedPeerCertificate) {
    super('the certificate is refused')
    this.code = code
    this.certificate = certificate
  }
}

/** Connects to the site of a URL; for https the certificate is judged, as chain and by name, before anything is sent. */
export async function connectTo(url: URL, how: How): Promise<Connected> {
  const secure = url.protocol === 'https:'
  // Node leaves the brackets of an IPv6 address on.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  const socket = connectTcp({
    host: how.address ?? host,
    port,
    lookup: lookupBy(how.lookup),
    // As browsers do: the next address as soon as one refuses or stays silent, with more patience, for a busy machine.
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1000,
  })
  await until(socket, 'connect', how.deadline)
  const address = socket.remoteAddress ?? ''
  return secure ? { ...(await secured(socket, host, how)), address } : { socket, address }
}

async function secured(socket: Socket, host: string, { trusted, verify, deadline }: How) {
  const name = isIP(host) === 0 ? { servername: host } : { host }
  const tls = connectTls({ socket, secureContext: trusted(), rejectUnauthorized: false, ...name })
  await until(tls, 'secureConnect', deadline)
  const certificate = tls.getPeerCertificate(true)
  if (verify && !tls.authorized) {
    tls.destroy()
    // Declared as an error, but it is OpenSSL's code or Node's.
    throw new CertificateRefused(String(tls.authorizationError), certificate)
  }
  return { socket: tls, certificate }
}

function lookupBy(lookup: How['lookup']): LookupFunction {
  return (name, _options, callback) => {
    lookup(name).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) }))
        if (found.length > 0) callback(null, found)
        else callback(Object.assign(new Error(`${name} has no address`), { code: 'ENOTFOUND' }), [])
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }
}

function until(socket: Socket, event: 'connect' | 'secureConnect', deadline: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = (error: Error) => {
      socket.destroy()
      reject(error)
    }
    const late = () => give(deadline.reason as Error)
    if (deadline.aborted) return late()
    deadline.addEventListener('abort', late, { once: true })
    socket.once(event, () => {
      deadline.removeEventListener('abort', late)
      socket.off('error', give)
      resolve()
    })
    socket.on('error', give)
    socket.once('close', () => {
      deadline.removeEventListener('abort', late)
      reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }))
    })
  })
}

/** Sends a request on an open connection, reads the answer, and closes it. */
export async function converse(
  { socket, address, certificate }: Connected,
  { method, url, headers, body }: Asked,
  deadline: AbortSignal,
): Promise<Answer> {
  try {
    const { pathname, search } = new URL(url)
    const sent = request({
      createConnection: () => socket,
      method,
      path: `${pathname}${search}`,
      headers,
      setHost: false,
      signal: deadline,
    })
    sent.end(body)
    const message = await answerTo(sent)
    return {
      status: message.statusCode ?? 0,
      headers: message.headers,
      setCookies: message.headers['set-cookie'] ?? [],
      body: await readBody(message),
      address,
      ...(certificate === undefined ? {} : { certificate }),
    }
  } finally {
    socket.destroy()
  }
}

function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once('response', resolve)
    // It stays: if the connection breaks later, the message reports it, and the process must not end.
    sent.on('error', reject)
  })
}

const bodyLimit = 4 * 1024 * 1024

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= bodyLimit) break
  }
  return Buffer.concat(chunks).subarray(0, bodyLimit).toString('utf8')
}
