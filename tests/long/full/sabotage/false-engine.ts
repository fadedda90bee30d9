import { once } from 'node:events'
import { chmodSync, existsSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { engineHosts } from '../../../../scripts/engine/engine-hosts.ts'
import { readTextOrEmpty } from '../../../../scripts/system/files.ts'
import type { Stage } from './stage.ts'

/** What the engine is to say otherwise of itself. */
type Lies = { readonly version?: object; readonly info?: object }

/** The socket of the engine that this machine's docker command uses. */
export function engineSocket(): string {
  const [first] = engineHosts({
    env: process.env,
    home: homedir(),
    readText: readTextOrEmpty,
    exists: existsSync,
  })
  if (!first?.host.startsWith('unix://')) throw new Error(`Not a socket of this machine: ${first?.host}`)
  return first.host.slice('unix://'.length)
}

/** Puts itself before the engine, and passes everything on but what it lies about. */
export async function startFalseEngine(
  { dir, setEnv, later }: Stage,
  { version = {}, info = {} }: Lies,
  { socketMode = 0o666 } = {},
): Promise<void> {
  const lieTo = (path: string) =>
    path.endsWith('/version') ? version : path.endsWith('/info') ? info : undefined
  const server = createServer((asked, answer) => {
    const { method, url: path = '', headers } = asked
    const passed = request({ socketPath: engineSocket(), method, path, headers }, (reply) => {
      const lie = lieTo(path)
      if (lie === undefined) {
        answer.writeHead(reply.statusCode ?? 502, reply.headers)
        reply.pipe(answer)
        return
      }
      void json(reply).then((truth) => {
        answer.writeHead(reply.statusCode ?? 502, { 'content-type': 'application/json' })
        answer.end(JSON.stringify({ ...(truth as object), ...lie }))
      })
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  const socket = join(dir, '.sabotage/engine.sock')
  server.listen(socket)
  await once(server, 'listening')
  chmodSync(socket, socketMode)
  later(() => {
    server.close()
    server.closeAllConnections()
  })
  setEnv({ DOCKER_HOST: `unix://${socket}` })
}
