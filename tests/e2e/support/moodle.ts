import { once } from 'node:events'
import { createServer as createHttp, type RequestListener } from 'node:http'
import { createServer as createHttps } from 'node:https'

/**
 * What a Moodle is to Richie: pages of courses at `/course/view.php?id=42`, and none of Open edX's addresses. Returns what was
 * asked so far, and how to stop it.
 */
export async function startMoodle(
  url: string,
  pair?: { readonly certificate: string; readonly key: string },
): Promise<{ readonly asked: readonly string[]; stop(): Promise<void> }> {
  const asked: string[] = []
  const answer: RequestListener = (request, response) => {
    asked.push(request.url ?? '')
    const isKnown = ['/', '/course/view.php?id=42'].includes(request.url ?? '')
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<title>Moodle</title><h1>${isKnown ? 'Course 42' : 'No such page'}</h1>`)
  }
  const server =
    pair === undefined ? createHttp(answer) : createHttps({ cert: pair.certificate, key: pair.key }, answer)
  server.listen(Number(new URL(url).port), '127.0.0.1')
  await once(server, 'listening')
  return {
    asked,
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
