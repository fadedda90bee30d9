import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomic, readJson } from '../system/files.ts'

/**
 * Files that services read at their start and that were written anew since, while the compose file stayed the same: those
 * that a person had edited, and what containers trust. Nobody else sees it: the files are right again, and compose
 * compares nothing but its own.
 */
export function readReplaced(stateDir: string): readonly string[] {
  return readJson<readonly string[]>(file(stateDir), [])
}

export function addReplaced(stateDir: string, paths: readonly string[]): void {
  if (paths.length === 0) return
  const all = [...new Set([...readReplaced(stateDir), ...paths])]
  writeAtomic(file(stateDir), `${JSON.stringify(all)}\n`)
}

/** What had read them has started again. */
export function forgetReplaced(stateDir: string): void {
  rmSync(file(stateDir), { force: true })
}

function file(stateDir: string): string {
  return join(stateDir, 'replaced.json')
}
