import { execFileSync } from 'node:child_process'
import { interruption } from './interruption.ts'

export type RunResult = { readonly exitCode: number; readonly stdout: string; readonly stderr: string }

export type RunOptions = {
  readonly cwd?: string
  /** Added to this process's own environment; undefined unsets. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly input?: string
  readonly timeoutMs?: number
  /** Ends the program. */
  readonly signal?: AbortSignal
  /** Keeps the terminal of this process as the program's own: sudo remembers a password by terminal. */
  readonly onTerminal?: boolean
  /** Called with each line of output as it comes, stdout and stderr mixed. */
  readonly onLine?: (line: string) => void
  /** The person's own terminal is handed over: nothing is captured. */
  readonly inherit?: boolean
}

/**
 * Runs a program with zx and waits for its end. Never throws for an exit code: the caller decides what it means.
 * A program that can't be found ends with 127, one that is ended by `timeoutMs` with 124.
 */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  interruption.throwIfInterrupted()
  // zx costs 50 ms to import: only commands that start programs pay for it.
  const { $ } = await import('zx/core')
  const isOnTerminal = options.onTerminal === true || options.inherit === true
  const child = $({
    quiet: true,
    nothrow: true,
    cwd: options.cwd ?? process.cwd(),
    env: { ...process.env, ...options.env },
    stdio: options.inherit ? 'inherit' : [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    detached: !isOnTerminal,
    ...(options.input === undefined ? {} : { input: options.input }),
  })`${[...argv]}`
  // A detached program leads a group of its own. zx's own way to end it asks `ps`, which a bare machine does not have.
  const end = () => endProgram(isOnTerminal ? child.pid : -(child.pid ?? 0))
  let isLate = false
  const timer = setTimeout(
    () => {
      isLate = true
      end()
    },
    Math.min(options.timeoutMs ?? forever, forever),
  )
  const forget = interruption.onInterrupt(end)
  options.signal?.addEventListener('abort', end)
  if (options.onLine) followLines(child, options.onLine)
  try {
    const output = await child
    interruption.throwIfInterrupted()
    return { exitCode: isLate ? 124 : (output.exitCode ?? 1), stdout: output.stdout, stderr: output.stderr }
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', end)
    forget()
  }
}

/** The longest time that a timer knows. */
const forever = 2 ** 31 - 1

function endProgram(pid: number | undefined): void {
  try {
    if (pid) process.kill(pid, 'SIGTERM')
  } catch {
    // It has ended already.
  }
}

function followLines(
  child: { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream },
  onLine: (line: string) => void,
): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split(/\r?\n|\r/)
      rest = lines.pop() ?? ''
      for (const line of lines) if (line !== '') onLine(line)
    })
  }
}

/** The output of a program, or undefined where it fails. Blocks: only for programs that take milliseconds. */
export function askProgram(program: string, ...args: readonly string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return undefined
  }
}
