import { renameSync, rmSync, writeFileSync } from 'node:fs'
import type { Settings } from './settings.ts'

/** How the front end is, in one line: in the log, and in the file that the gateway, `campus up` and `campus status` read. */
export type Status = {
  /** It can't be used yet; `what` is being done for that. */
  starting(what: string): void
  failed(what: string): void
  /** It can be used. `but`: what keeps the newest edit from being seen. */
  ready(but?: string): void
}

export function openStatus({ statusFile, readyFile }: Pick<Settings, 'statusFile' | 'readyFile'>): Status {
  rmSync(readyFile, { force: true })
  let last = ''
  const record = (line: string) => {
    if (line === last) return
    last = line
    say(line)
    try {
      writeFileSync(`${statusFile}.new`, `${line}\n`)
      renameSync(`${statusFile}.new`, statusFile)
    } catch (error) {
      // The health of the container tells the same, later.
      say(`the status could not be written: ${(error as Error).message}`)
    }
  }
  let minutes: NodeJS.Timeout | undefined
  const tell = (line: string) => {
    clearInterval(minutes)
    record(line)
  }
  return {
    starting(what) {
      tell(`starting: ${what}`)
      // `campus up` gives up where there is no news for long, and a busy machine takes its time.
      let passed = 0
      minutes = setInterval(() => {
        passed += 1
        if (passed > longestMinutes) clearInterval(minutes)
        else record(`starting: ${what}, ${passed} min`)
      }, 60_000).unref()
    },
    failed: (what) => tell(`failed: ${what}`),
    ready(but) {
      tell(but === undefined ? 'ready' : `ready: ${but}`)
      writeFileSync(readyFile, '')
    },
  }
}

/** After so many minutes a step is not slow, but stuck. */
const longestMinutes = 30

/** A line for a person who reads the log. */
export function say(text: string): void {
  console.log(`campus: ${text}`)
}
