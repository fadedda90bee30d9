import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A command of campus that goes on until it is interrupted. */
export type RunningCommand = {
  /** The whole lines that it has printed so far. */
  lines(): readonly string[]
  /** Waits until its lines satisfy the condition; what was printed is in the error where they do not within a minute. */
  until(condition: (lines: readonly string[]) => boolean): Promise<void>
  /** Sends a signal, that of Ctrl-C by default, and waits for the end. */
  interrupt(signal?: NodeJS.Signals): Promise<{ readonly exitCode: number | null; readonly errors: string }>
}

/** Starts `bin/campus` in a checkout and follows what it prints. */
export function startCampus(dir: string, argv: readonly string[]): RunningCommand {
  const child = spawn(join(dir, 'bin/campus'), argv, {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: 'true' },
  })
  let [output, errors] = ['', '']
  const listeners = new Set<() => void>()
  const notify = () => listeners.forEach((listener) => listener())
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    notify()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const ended = Promise.withResolvers<number | null>()
  child.once('close', (code) => {
    ended.resolve(code)
    notify()
  })
  const lines = () => output.split('\n').slice(0, -1)
  return {
    lines,
    async until(condition) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const give = () => reject(new Error(`It did not come to that:\n${output}\n${errors}`))
      const timer = setTimeout(give, 60_000)
      const look = () => {
        if (condition(lines())) resolve()
        else if (child.exitCode !== null) give()
      }
      listeners.add(look)
      look()
      await promise.finally(() => {
        clearTimeout(timer)
        listeners.delete(look)
      })
    },
    async interrupt(signal = 'SIGINT') {
      child.kill(signal)
      return { exitCode: await ended.promise, errors }
    },
  }
}
