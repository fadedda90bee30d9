import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'

type Settings = {
  /** Its address in the browser; with https a proxy of ours stands in front, as nginx stands in front of a real one. */
  readonly url: string
  readonly richie: string
  readonly syncSecret: string
  /** Who and which courses are there, beside this file. Default: stand-alone-seed.json. */
  readonly seed?: string
  /** For https, PEM. */
  readonly certificate?: { readonly certificate: string; readonly key: string }
}

/** The one learner there, and a course run that is open. */
export const ann = { email: 'ann@example.com', password: 'word-of-ann' }
export const openRun = 'course-v1:campus+Open+1'

/** The mock as a program of its own, which no engine and no spec knows: for tests it is an LMS that is not ours. */
export async function startLms({
  url,
  richie,
  syncSecret,
  seed = 'stand-alone-seed.json',
  certificate,
}: Settings): Promise<() => Promise<void>> {
  const front =
    certificate === undefined ? undefined : await startFront(Number(new URL(url).port), certificate)
  const child = spawn(
    process.execPath,
    [join(resolve(import.meta.dirname, '../../..'), 'compose/lms-mock/server.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        LMS_URL: url,
        RICHIE_URL: richie,
        LMS_SEED: join(import.meta.dirname, seed),
        CAMPUS_SYNC_SECRET: syncSecret,
        ...(front === undefined ? {} : { CAMPUS_LISTEN: `127.0.0.1:${front.behind}` }),
      },
    },
  )
  const ended = once(child, 'exit')
  // It prints where it is once it listens.
  await Promise.race([once(child.stdout, 'data'), ended.then(() => Promise.reject(new Error('it ended')))])
  child.stdout.resume()
  return async () => {
    front?.close()
    child.kill()
    await ended
  }
}

/** TLS on a port of loopback, and the number of a free port that it leads to. */
async function startFront(
  port: number,
  { certificate, key }: { readonly certificate: string; readonly key: string },
): Promise<{ readonly behind: number; readonly close: () => void }> {
  const behind = await freePort()
  const server = createServer({ cert: certificate, key }, (asked, answer) => {
    const headers = { ...asked.headers, 'x-forwarded-proto': 'https' }
    const inner = request(
      { host: '127.0.0.1', port: behind, method: asked.method, path: asked.url, headers },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers)
        reply.pipe(answer)
      },
    )
    inner.on('error', () => answer.writeHead(502).end())
    asked.pipe(inner)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    behind,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
