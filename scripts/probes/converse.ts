import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import type { Connected } from './connect.ts'
import type { Answer, Asked } from './exchange.ts'

/** Asks and reads the answer on a connection that stands, which is closed then. */
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
    // It stays: a connection that breaks later is told by the message, and must not end the process.
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
