import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * What was last built here. It is kept among the packages, where tools keep their caches: it belongs to this checkout,
 * whichever environment builds it, and goes with them.
 */
export type BuildRecord = {
  /** `building` is left behind by a build that was interrupted. */
  readonly state: 'building' | 'built' | 'watched'
  /** Hash of the sources. */
  readonly sources: string
}

export function readRecord(folder: string): BuildRecord | undefined {
  try {
    return JSON.parse(readFileSync(pathIn(folder), 'utf8')) as BuildRecord
  } catch {
    return undefined
  }
}

export function writeRecord(folder: string, record: BuildRecord): void {
  const path = pathIn(folder)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, `${JSON.stringify(record)}\n`)
  renameSync(`${path}.new`, path)
}

function pathIn(folder: string): string {
  return join(folder, 'node_modules/.cache/campus/build.json')
}
