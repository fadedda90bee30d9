import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

import type { Reply } from './exchange.ts'
import type { Ask } from './replay.ts'

/** The mock as a program of its own, on a socket of its own, over a new database. */
export interface MockProgram {
  readonly ask: Ask
  stop(): Promise<void>
}

const SERVER = resolve(import.meta.dirname, '../../compose/lms-mock/server.ts')

/** Starts `node compose/lms-mock/server.ts` with a settings document; throws with what it said where it does not start. */
export async function startMock(document: object): Promise<MockProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'))
  const settings = join(folder, 'settings.json')
  const socketPath = join(folder, 'socket')
  writeFileSync(settings, JSON.stringify(document))
  const env = {
    PATH: process.env['PATH'],
    CAMPUS_SETTINGS: settings,
    CAMPUS_DATABASE: join(folder, 'lms.sqlite3'),
    CAMPUS_LISTEN: socketPath,
  }
  const child = spawn(process.execPath, [SERVER], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const errors: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const stop = async () => {
    agent.destroy()
    if (child.exitCode === null && child.kill()) {
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true })
  }
  for await (const line of createInterface(child.stdout)) {
    if (line.includes(`listens on ${socketPath}`)) {
      return { ask: (...asked) => send(socketPath, agent, ...asked), stop }
    }
  }
  await stop()
  throw new Error(`The mock did not start:\n${Buffer.concat(errors).toString()}`)
}

async function send(socketPath: string, agent: Agent, ...[method, path, headers, body]: Parameters<Ask>) {
  return await new Promise<Reply>((done, fail) => {
    const call = request({ socketPath, agent, method, path, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', fail)
      answer.on('end', () => {
        const raw = answer.rawHeaders
        const lines = raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []))
        done({ status: answer.statusCode ?? 0, headers: lines, body: Buffer.concat(chunks).toString() })
      })
    })
    call.on('error', fail)
    call.end(body ?? undefined)
  })
}
