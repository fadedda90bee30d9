import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { listenAddress, reachable } from '../../../compose/lms-mock/server/address.ts'

/** The mock as a program of its own. */
export type Program = {
  readonly pid: number
  /** What it has said on standard output so far. */
  said(): string
  readonly ask: (
    method: string,
    path: string,
    headers?: Readonly<Record<string, string>>,
    body?: string,
  ) => Promise<Reply>
  /** Ends it with a signal, and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>
}

type Reply = {
  readonly status: number
  /** `Name: value`, as they came. */
  readonly headers: readonly string[]
  readonly body: string
}

/** How a program ended that did not start. */
export class NotStarted extends Error {
  readonly code: number | null

  constructor(code: number | null, said: string) {
    super(said)
    this.code = code
  }
}

const serverProgram = join(import.meta.dirname, '../../../compose/lms-mock/server.ts')

/** Starts `node server.ts` with these variables alone, CAMPUS_LISTEN among them; ready once it says so, else throws NotStarted. */
export async function startProgram(
  env: Readonly<Record<string, string>>,
  server: string = serverProgram,
): Promise<Program> {
  const child = spawn(process.execPath, [server], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { text: '', errors: '' }
  child.stdout.on('data', (chunk) => (output.text += String(chunk)))
  child.stderr.on('data', (chunk) => (output.errors += String(chunk)))
  const closed = once(child, 'close') as Promise<[number | null]>
  const agent = new Agent({ keepAlive: true })
  const firstWords = once(child.stdout, 'data')
  const isRunning = await Promise.race([firstWords.then(() => true), closed.then(() => false)])
  if (!isRunning) throw new NotStarted(child.exitCode, output.errors)
  const target = { ...reachable(listenAddress(env)), agent }
  return {
    pid: child.pid ?? 0,
    said: () => output.text,
    ask: async (method, path, headers, body) => await askAt(target, method, path, headers, body),
    async end(signal) {
      agent.destroy()
      child.kill(signal)
      await closed
    },
  }
}

/** Sends one request to a target of Node's; redirects are not followed. */
export async function askAt(
  target: object,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Reply> {
  return await new Promise((resolve, reject) => {
    const call = request({ ...target, method, path, headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => (text += String(chunk)))
      answer.on('error', reject)
      answer.on('end', () => {
        const raw = answer.rawHeaders
        const lines = raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []))
        resolve({ status: answer.statusCode ?? 0, headers: lines, body: text })
      })
    })
    call.on('error', reject)
    call.end(body)
  })
}
