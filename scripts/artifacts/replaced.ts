import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomic, readJson } from '../system/files.ts'

/**
 * Files that services read at their start and that were written again since, while the compose file stayed the same: those
 * that were edited by hand, and the certificates that containers trust. Compose does not notice: it only compares its own
 * file.
 */
export function readReplaced(stateDir: string): readonly string[] {
  return readJson<readonly string[]>(file(stateDir), [])
}

export function addReplaced(stateDir: string, paths: readonly string[]): void {
  if (paths.length === 0) return
  const all = [...new Set([...readReplaced(stateDir), ...paths])]
  writeAtomic(file(stateDir), `${JSON.stringify(all)}\n`)
}

/** For when the services that read them have restarted. */
export function forgetReplaced(stateDir: string): void {
  rmSync(file(stateDir), { force: true })
}

function file(stateDir: string): string {
  return join(stateDir, 'replaced.json')
}
