import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Row } from '../../system/board.ts'
import { blockLines } from '../block.ts'
import { realDisk, type Disk } from '../disk.ts'
import { ensureHosts } from '../ensure-hosts.ts'
import type { HostsRequest } from '../outcome.ts'
import { removeHosts } from '../remove-hosts.ts'
import type { Rights } from '../rights.ts'

export const environment = 'campus'
export const names = ['richie.test', 'edx.test']
export const block = blockLines({ environment, names })

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
  /** Adds the names of the environment, or takes them out again; as asked for otherwise. */
  ensure(more?: Partial<HostsRequest>): ReturnType<typeof ensureHosts>
  remove(more?: Partial<HostsRequest>): ReturnType<typeof removeHosts>
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
  const row: Row = {
    doing: () => undefined,
    done: (text) => said.push(`done ${text}`),
    failed: (text) => said.push(`failed ${text}`),
    note: (line) => said.push(line),
    handOver: (ask) => ask(),
  }
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
    row,
    write: (text) => writeFileSync(file(), text),
    append: (text) => writeFileSync(file(), text, { flag: 'a' }),
    read: () => readFileSync(file(), 'utf8'),
    list: () => readdirSync(folder).toSorted(),
    mounted: {
      ...realDisk,
      rename: (from, to) => (to === file() ? failWith('EBUSY')() : realDisk.rename(from, to)),
    },
    ensure: (more = {}) => ensureHosts({ environment, names, row, file: file(), ...more }),
    remove: (more = {}) => removeHosts({ environment, row, file: file(), ...more }),
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
