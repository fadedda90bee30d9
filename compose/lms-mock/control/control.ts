import { BodyTooLarge } from '../web/read-body.ts'
import { answerApi } from './api.ts'
import { answerPage } from './browser.ts'
import { isOwnHost, hostOf } from './own-host.ts'
import { Refused, type ControlWorld } from './world.ts'

/**
 * The control page at `/mock/` and the same as JSON below `/mock/api/`. Whoever asks must name this machine or this LMS as
 * host, and hold the control token; it is no part of the platform, and answers whatever faults are on.
 */
export function control(
  world: ControlWorld,
  log: (line: string) => void,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const answer = isOwnHost(hostOf(request), world.settings)
      ? await answerSafely(world, request, log)
      : new Response('This host name does not belong to this LMS.\n', { status: 421 })
    for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
    return answer
  }
}

async function answerSafely(
  world: ControlWorld,
  request: Request,
  log: (line: string) => void,
): Promise<Response> {
  const { pathname } = new URL(request.url)
  const isApi = pathname.startsWith('/mock/api/')
  try {
    return isApi
      ? await answerApi(world, request, pathname.slice('/mock/api'.length))
      : await answerPage(world, request, pathname)
  } catch (error) {
    if (error instanceof Refused) return Response.json({ problem: error.message }, { status: error.status })
    if (error instanceof BodyTooLarge) return Response.json({ problem: `${error.message}.` }, { status: 413 })
    log(`${request.method} ${pathname}: ${(error as Error).stack ?? String(error)}`)
    return new Response('The control page failed, which is a bug of the mock: see its log.\n', {
      status: 500,
    })
  }
}

/** No script, nothing from elsewhere, in no frame; the forms lead here only. With `no-referrer` browsers would hide the origin. */
const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}
