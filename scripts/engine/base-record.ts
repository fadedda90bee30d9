import { join } from 'node:path'
import { readTextIfThere, writeAtomic } from '../system/files.ts'

export type BaseSource = 'registry' | 'packages'

/** What the base was made of, kept so that a network that comes and goes doesn't change a living environment. */
export type BaseRecord = {
  readonly source: BaseSource
  readonly image: string
  readonly id: string
  /** Hash of compose/base. */
  readonly inputs: string
}

/** The base that was chosen and built before, or undefined. */
export function recordedBase(stateDir: string): BaseRecord | undefined {
  try {
    return JSON.parse(readTextIfThere(recordPath(stateDir)) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** Records the base that was built. */
export function recordBase(stateDir: string, record: BaseRecord): void {
  writeAtomic(recordPath(stateDir), `${JSON.stringify(record, null, 2)}\n`)
}

function recordPath(stateDir: string): string {
  return join(stateDir, 'base.json')
}
