import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'

export type YarnResult = { readonly exitCode: number; readonly lines: readonly string[] }

export type YarnOptions = {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  /** A program that starts it, with its arguments. */
  readonly startedBy?: readonly string[]
  /** Called with each line, stdout and stderr mixed. */
  readonly onLine?: (line: string) => void
  /** Ends it, and all that it has started. */
  readonly signal?: AbortSignal
}

/** Lines that are kept of what a program says: of one that goes on for days, the last ones. */
const keptLines = 2000

/** Runs yarn in a folder and waits for its end; what it says goes to the log, too. */
export async function runYarn(
  argv: readonly string[],
  { folder, env, startedBy = [], onLine, signal }: YarnOptions,
): Promise<YarnResult> {
  const [program = 'yarn', ...words] = [...startedBy, 'yarn', ...argv]
  const child = spawn(program, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const lines: string[] = []
  const isDeprecation = openDeprecations()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (raw) => {
      const line = readLine(raw)
      if (isDeprecation(line)) return
      lines.push(line)
      if (lines.length > keptLines) lines.shift()
      console.log(line)
      onLine?.(line)
    })
  }
  const end = () => endGroup(child.pid)
  signal?.addEventListener('abort', end)
  if (signal?.aborted) end()
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => resolve({ exitCode: code ?? 1, lines }))
    })
  } finally {
    signal?.removeEventListener('abort', end)
  }
}

/** yarn starts a shell, which starts what the script says. */
function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM')
  } catch {
    // It has ended already.
  }
}

/** A line of a program's output as it may be shown: without colours, and without names and passwords in addresses. */
function readLine(line: string): string {
  return stripVTControlCharacters(line).replaceAll(/([a-z][a-z\d+.-]*:\/\/)[^\s/@'"]+@/gi, '$1')
}

/**
 * Tells which lines are no more than sass's warnings of its next version: hundreds at each build of Richie, most of them
 * about bootstrap. Not by `--quiet`: that hides @warn and @debug, too, and nodemon takes it for its own.
 */
export function openDeprecations(): (line: string) => boolean {
  let isInside = false
  return (line) => {
    if (/^deprecation warning\b/i.test(line)) isInside = true
    else if (/^(?:Error|Warning):|^\[nodemon\]/.test(line)) isInside = false
    const isOne =
      isInside ||
      /^WARNING: \d+ repetitive deprecation warnings omitted|^Run in verbose mode to see all warnings/.test(
        line,
      )
    // Each ends with where it was found, from the inside out.
    if (line.endsWith(' root stylesheet')) isInside = false
    return isOne
  }
}
