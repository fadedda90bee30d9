import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Row } from '../system/board.ts'
import { realDisk, type Disk } from './disk.ts'
import type { Rights } from './rights.ts'

/** For tests: a folder for a hosts file, anew for each test, and a row that remembers what is said. */
export type TemporaryHosts = {
  readonly folder: string
  readonly file: string
  readonly said: string[]
  readonly row: Row
  write(text: string | Uint8Array): void
  append(text: string): void
  read(): string
  /** The names in the folder, sorted. */
  list(): readonly string[]
  /** A real disk on which the hosts file can't be replaced, as where something is mounted on it. */
  mounted: Disk
}

export function useTemporaryHosts(): TemporaryHosts {
  let folder = ''
  let said: string[] = []
  const file = () => join(folder, 'hosts')
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'campus-hosts-')))
    said = []
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  return {
    get folder() {
      return folder
    },
    get file() {
      return file()
    },
    get said() {
      return said
    },
    row: {
      doing: () => undefined,
      done: (text) => said.push(`done ${text}`),
      failed: (text) => said.push(`failed ${text}`),
      note: (line) => said.push(line),
      handOver: (ask) => ask(),
    },
    write: (text) => writeFileSync(file(), text),
    append: (text) => writeFileSync(file(), text, { flag: 'a' }),
    read: () => readFileSync(file(), 'utf8'),
    list: () => readdirSync(folder).toSorted(),
    mounted: {
      ...realDisk,
      rename: (from, to) => (to === file() ? failWith('EBUSY')() : realDisk.rename(from, to)),
    },
  }
}

/** A step of a disk that fails. */
export function failWith(code: string): () => never {
  return () => {
    throw Object.assign(new Error(code), { code })
  }
}

/** Nobody who may become root. */
export const noRights: Rights = {
  canWrite: () => false,
  mayUseRoot: () => Promise.resolve(false),
  asRoot: () => Promise.reject(new Error('root was not granted')),
}
