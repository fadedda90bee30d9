import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

type Outcome = { readonly exitCode: number; readonly output: string; readonly ms: number }

type RunOptions = {
  /** Kills it as soon as its output satisfies this. */
  readonly killAfter?: (output: string) => boolean
  /** Added to this process's own environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** A copy of this checkout with an environment of its own: name, ports, data. What a person has running is not touched. */
export type Checkout = {
  readonly dir: string
  /** Runs `bin/campus` there; output is stdout and stderr mixed. */
  campus(argv: readonly string[], options?: RunOptions): Promise<Outcome>
  /** Writes environment.local.yaml there (JSON is YAML). */
  setLocal(spec: object): void
  remove(): void
}

const root = resolve(import.meta.dirname, '../../..')

export function makeCheckout(local: object): Checkout {
  const dir = mkdtempSync(join(tmpdir(), 'campus-e2e-'))
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  // Git also lists what was deleted and is not committed yet.
  for (const file of files.split('\n').filter((name) => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(dir, file)), { recursive: true })
    cpSync(join(root, file), join(dir, file), { preserveTimestamps: true })
  }
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'))
  return openCheckout(dir, local)
}

/** An existing copy, for a test file that uses the environment that the set-up made. */
export function openCheckout(dir: string, local?: object): Checkout {
  const setLocal = (spec: object) =>
    writeFileSync(join(dir, 'environment.local.yaml'), `${JSON.stringify(spec, null, 2)}\n`)
  if (local !== undefined) setLocal(local)
  return {
    dir,
    campus: (argv, options) => runCampus(dir, argv, options),
    setLocal,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

/** With `killAfter`, the whole process group is killed (SIGKILL) as soon as the output satisfies it: a crash at that point. */
async function runCampus(
  dir: string,
  argv: readonly string[],
  { killAfter, env }: RunOptions = {},
): Promise<Outcome> {
  const began = performance.now()
  const child = spawn(join(dir, 'bin/campus'), argv, {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, CI: 'true', ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (killAfter?.(output) && child.pid !== undefined) killGroup(child.pid)
    })
  }
  return await new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done({ exitCode: code ?? 137, output, ms: performance.now() - began }))
  })
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // it has ended already
  }
}
