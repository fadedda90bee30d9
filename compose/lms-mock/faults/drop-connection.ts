import type { IncomingMessage } from 'node:http'

import type { Context } from 'hono'

import type { Env } from '../web/platform.ts'

/**
 * Cuts the caller's connection without an answer. Behind the gateway it is the gateway that must cut it (of a backend that
 * hangs up it would make a page): nginx takes `X-Accel-Redirect` to a location of its own that closes the connection, over
 * HTTP/2 the stream. The gateway comes over a unix socket, which has no address.
 */
export function dropConnection(context: Context<Env>): Response {
  const { incoming } = (context.env as { incoming?: IncomingMessage } | undefined) ?? {}
  if (incoming?.socket.remoteAddress !== undefined) {
    incoming.socket.destroy()
  }
  return new Response(null, { status: 200, headers: { 'X-Accel-Redirect': '/__campus/drop' } })
}
