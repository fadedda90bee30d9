import { readFileSync, statSync } from 'node:fs'

const defaultPollMs = 500

/**
 * Watches the status line of Richie's container in the volume that both share. Calls back with each start that reaches
 * `ready` (its time, as nanoseconds in text), and with undefined when Richie is no longer ready. Returns how to stop.
 */
export function watchRichie(
  statusFile: string,
  changed: (readySince: string | undefined) => void,
  pollMs = defaultPollMs,
): () => void {
  let known: string | undefined
  const look = () => {
    const readySince = readySinceOf(statusFile)
    if (readySince !== known) {
      known = readySince
      changed(readySince)
    }
  }
  const timer = setInterval(look, pollMs).unref()
  look()
  return () => clearInterval(timer)
}

function readySinceOf(statusFile: string): string | undefined {
  try {
    const { mtimeNs } = statSync(statusFile, { bigint: true })
    return readFileSync(statusFile, 'utf8').trim() === 'ready' ? String(mtimeNs) : undefined
  } catch {
    return undefined // it has not started yet, or the file was just replaced
  }
}
