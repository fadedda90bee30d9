import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readTextIfThere, writeAtomic } from '../system/files.ts'

/**
 * Generated files that were written over what a person had edited, by whichever command. A service may have read the
 * edited one, and nobody else sees that: the files are right again, and compose compares nothing but its own.
 */
export function readReplaced(stateDir: string): readonly string[] {
  try {
    return JSON.parse(readTextIfThere(file(stateDir)) ?? '[]') as readonly string[]
  } catch {
    return []
  }
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
