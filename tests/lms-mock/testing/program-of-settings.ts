import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProgram, type Program } from './program.ts'

/** The mock as a program of its own, on a unix socket of its own, over a new database. */
export type ProgramOfSettings = {
  readonly ask: Program['ask']
  readonly socket: string
  /** Ends it and removes what it kept. */
  stop(): Promise<void>
}

/** Starts the mock with a settings document; throws NotStarted with what it said where it does not start. */
export async function startWithSettings(document: object): Promise<ProgramOfSettings> {
  const folder = mkdtempSync(join(tmpdir(), 'campus-mock-'))
  const socket = join(folder, 'socket')
  const settings = join(folder, 'settings.json')
  writeFileSync(settings, JSON.stringify(document))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const program = await startProgram({
      CAMPUS_SETTINGS: settings,
      CAMPUS_DATABASE: join(folder, 'lms.sqlite3'),
      CAMPUS_LISTEN: socket,
    })
    const stop = async () => {
      await program.end('SIGTERM')
      remove()
    }
    return { ask: program.ask, socket, stop }
  } catch (error) {
    remove()
    throw error
  }
}
