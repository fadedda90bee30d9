import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readTextIfThere, writeAtomic } from '../system/files.ts'
import { takeLock } from '../system/lock.ts'
import { userDataFolder } from '../system/user-data.ts'
import { UserError } from '../system/user-error.ts'
import type { Entry } from './store.ts'
import type { Surroundings } from './surroundings.ts'

/** What was added to trust stores of this person, in trust.json: undoing takes away this, and nothing else. */
export type TrustRecord = {
  readonly entries: readonly Entry[]
  /** Writes an entry, in the place of an earlier one of the same certificate in the same store. */
  put(entry: Entry): void
  drop(entry: Entry): void
}

/** Opens the record for changes; only one command at a time holds it, of whatever checkout. */
export async function withRecord<T>(
  { env, machine }: Pick<Surroundings, 'env' | 'machine'>,
  work: (record: TrustRecord) => Promise<T>,
): Promise<T> {
  const folder = userDataFolder(env, machine.platform)
  const release = takeLock(join(folder, 'trust.lock'), 'setup-ssl')
  try {
    return await work(openRecord(join(folder, 'trust.json')))
  } finally {
    release()
  }
}

/** The record in a file: each change is on the disk when the call returns. */
export function openRecord(file: string): TrustRecord {
  let entries = readEntries(file)
  const write = (next: readonly Entry[]) => {
    entries = next
    if (next.length === 0) return rmSync(file, { force: true })
    writeAtomic(file, `${JSON.stringify({ version: 1, entries }, null, 2)}\n`, 0o600)
  }
  return {
    get entries() {
      return entries
    },
    put: (entry) => write([...entries.filter((other) => !isSame(other, entry)), entry]),
    drop: (entry) => write(entries.filter((other) => !isSame(other, entry))),
  }
}

/** Whether two entries are of one certificate in one store. */
export function isSame(one: Key, other: Key): boolean {
  return one.store === other.store && one.where === other.where && one.fingerprint === other.fingerprint
}

type Key = Pick<Entry, 'store' | 'where' | 'fingerprint'>

function readEntries(file: string): readonly Entry[] {
  const text = readTextIfThere(file)
  if (text === undefined) return []
  try {
    const { version, entries } = JSON.parse(text) as { version: unknown; entries: readonly Entry[] }
    if (version === 1 && entries.every(isWhole)) return entries
  } catch {
    // reported below
  }
  throw new UserError(`${file}, the record of what was added to trust stores, can't be read.`, {
    id: 'trust-record-unreadable',
    hint: `Restore it. Or start a new one, without undoing the recorded changes: mv '${file}' '${file}.broken'`,
  })
}

function isWhole(entry: Entry): boolean {
  const { store, where, name, fingerprint, pem, authority } = entry
  return [store, where, name, fingerprint, pem, authority.file].every((part) => typeof part === 'string')
}
