import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Artifact } from '../render/templates.ts'
import { readTextIfThere, writeAtomic } from '../system/files.ts'
import { type Change, compareArtifacts } from './compare.ts'
import { hashOf, readRecord, writeRecord } from './record.ts'
import { addReplaced } from './replaced.ts'

export type Staged = {
  readonly changes: readonly Change[]
  /** Files that were edited by hand, and where they are kept once the new ones are in place. */
  readonly kept: readonly { readonly change: Change; readonly keptAt: string }[]
  /** Puts the candidates in place. Nothing on disk has changed before. */
  commit(): void
  /** Removes the candidates again. */
  discard(): void
}

/** Suffix of a file that is written but not yet in place. */
export const candidateSuffix = '.candidate'

/**
 * Writes changed files next to their place, as candidates, so that the gateway's can be tested before anything is switched.
 * A file that was edited by hand is kept aside in `<stateDir>/edited/`, never lost.
 */
export function stageArtifacts(
  generatedDir: string,
  stateDir: string,
  artifacts: readonly Artifact[],
): Staged {
  const record = readRecord(stateDir)
  const changes = compareArtifacts(artifacts, (path) => readTextIfThere(join(generatedDir, path)), record)
  const kept = changes
    .filter((change) => change.edited)
    .map((change) => ({ change, keptAt: freePath(join(stateDir, 'edited', change.path)) }))
  const written = changes.filter((change) => change.kind !== 'orphan')
  mkdirSync(generatedDir, { recursive: true })
  for (const { path, after } of written) {
    writeAtomic(join(generatedDir, path) + candidateSuffix, after)
    openFolders(generatedDir, path)
  }
  return {
    changes,
    kept,
    commit() {
      for (const { change, keptAt } of kept) writeAtomic(keptAt, change.before)
      addReplaced(
        stateDir,
        kept.map(({ change }) => change.path),
      )
      // The old hashes stay known until the next run: a kill between the renames must not make these files look edited.
      const hashes = Object.fromEntries(
        artifacts.map(({ path, text }) => [
          path,
          [...new Set([hashOf(text), ...(record[path] ?? [])])].slice(0, 2),
        ]),
      )
      const orphans = changes.filter((change) => change.kind === 'orphan')
      writeRecord(stateDir, {
        ...Object.fromEntries(orphans.map(({ path }) => [path, record[path] ?? []])),
        ...hashes,
      })
      for (const { path } of written)
        renameSync(join(generatedDir, path) + candidateSuffix, join(generatedDir, path))
      for (const { path } of orphans) rmSync(join(generatedDir, path), { force: true })
      if (orphans.length > 0) writeRecord(stateDir, hashes)
    },
    discard() {
      for (const { path } of written) rmSync(join(generatedDir, path) + candidateSuffix, { force: true })
    },
  }
}

/** Containers read these folders as another user, whatever the umask of the user who made them. */
function openFolders(generatedDir: string, path: string): void {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
    chmodSync(join(generatedDir, folder), 0o755)
}

function freePath(path: string): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? path : `${path}.${count}`
    if (readTextIfThere(candidate) === undefined) return candidate
  }
}
