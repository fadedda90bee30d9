import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs the docker command and returns what it printed, trimmed; throws with what it said where it fails. */
export async function docker(argv: readonly string[]): Promise<string> {
  const { stdout } = await execute('docker', [...argv], { maxBuffer: 64 * 2 ** 20 })
  return stdout.trim()
}
