import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SmallFrontEnd } from './small-front-end.ts'

/** The container's program at work on a small front end. */
export type Running = {
  /** All that it has said. */
  said(): string
  /** The one line of its status file. */
  status(): string
  isReady(): boolean
  readonly ended: Promise<number | null>
  kill(signal: 'SIGKILL' | 'SIGTERM'): void
}

export function runMain({ root, folder, path }: SmallFrontEnd, mode: 'built' | 'watch'): Running {
  const at = (name: string) => join(root, name)
  mkdirSync(at('data'), { recursive: true })
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts')], {
    env: {
      PATH: path,
      CAMPUS_FRONTEND: folder,
      CAMPUS_FRONTEND_MODE: mode,
      CAMPUS_STATUS: at('status'),
      CAMPUS_READY: at('ready'),
      CAMPUS_HOST_SETTINGS: at('host'),
      CAMPUS_DATA: at('data'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return {
    said: () => said,
    status: () => (existsSync(at('status')) ? readFileSync(at('status'), 'utf8').trim() : ''),
    isReady: () => existsSync(at('ready')),
    ended: new Promise((resolve) => child.once('close', resolve)),
    kill: (signal) => child.kill(signal),
  }
}
