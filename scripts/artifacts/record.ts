import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { readTextIfThere, writeAtomic } from '../system/files.ts'

/** Path of a generated file -> hashes of what was written there, the newest first. */
export type Record = Readonly<{ [path: string]: readonly string[] }>

/** What was written before; a record that can't be read counts as none. */
export function readRecord(stateDir: string): Record {
  try {
    return JSON.parse(readTextIfThere(recordPath(stateDir)) ?? '{}') as Record
  } catch {
    return {}
  }
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
