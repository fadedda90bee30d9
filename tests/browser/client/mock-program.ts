import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const server = resolve(import.meta.dirname, '../../../compose/lms-mock/server.ts')

/** The mock LMS as a program of its own, on a socket: nobody but its proxy reaches it. */
export type MockProgram = { readonly socket: string; readonly stop: () => Promise<void> }

/** Starts the mock with these settings over a new database, and waits until it listens; throws with what it said otherwise. */
export async function startMock(settings: object): Promise<MockProgram> {
  const folder = mkdtempSync(join(tmpdir(), 'campus-mock-'))
  const socket = join(folder, 'lms.sock')
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  const program = spawn(process.execPath, [server], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CAMPUS_SETTINGS: join(folder, 'settings.json'),
      CAMPUS_DATABASE: join(folder, 'lms.sqlite3'),
      CAMPUS_LISTEN: socket,
    },
  })
  const ended = once(program, 'close')
  let said = ''
  const listens = new Promise<void>((resolve) => {
    for (const stream of [program.stdout, program.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes('listens on')) resolve()
      })
    }
  })
  const stop = async () => {
    program.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const outcome = await Promise.race([listens, ended.then(() => 'ended' as const)])
  if (outcome === 'ended') {
    await stop()
    throw new Error(`The mock did not start:\n${said}`)
  }
  return { socket, stop }
}
