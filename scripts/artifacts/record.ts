import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { writeAtomic, readJson } from '../system/files.ts'

/** Path of a generated file -> hashes of what was written there, the newest first. */
export type Record = Readonly<{ [path: string]: readonly string[] }>

/** What was written before; a record that can't be read counts as none. */
export function readRecord(stateDir: string): Record {
  return readJson<Record>(recordPath(stateDir), {})
}

export function writeRecord(stateDir: string, record: Record): void {
  writeAtomic(recordPath(stateDir), `${JSON.stringify(record, null, 2)}\n`)
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function recordPath(stateDir: string): string {
  return join(stateDir, 'written.json')
}
