import { spawn } from 'node:child_process'

export type Env = Readonly<Record<string, string>>

export type Ran = {
  readonly exitCode: number
  readonly stdout: string
  /** stdout and stderr mixed. */
  readonly output: string
}

/** Runs a command line in a shell; `env` is added to this process's own environment. */
export function runShell(command: string, cwd: string, env: Env): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], {
      cwd,
      env: { ...process.env, CI: 'true', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ exitCode: code ?? 137, stdout, output }))
  })
}
