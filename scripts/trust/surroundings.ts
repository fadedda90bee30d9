import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { listFolder, readTextOrEmpty } from '../system/files.ts'
import { hasProgram, type Machine } from '../system/machine.ts'

/** What decides which stores there are: a test describes them, `lookAround` looks. */
export type Surroundings = {
  readonly machine: Pick<Machine, 'platform' | 'isWsl'>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly has: (program: string) => boolean
  readonly exists: (path: string) => boolean
  /** Names in a folder, sorted; none where it can't be read. */
  readonly list: (folder: string) => readonly string[]
  /** The text of a file; empty where it can't be read. */
  readonly read: (path: string) => string
  /** The file behind a link; the path itself where there is none. */
  readonly follow: (path: string) => string
}

/** This machine, as the person of this environment sees it. */
export function lookAround(
  machine: Surroundings['machine'],
  env: Surroundings['env'] = process.env,
): Surroundings {
  return {
    machine,
    env,
    home: env['HOME'] ?? homedir(),
    has: hasProgram,
    exists: existsSync,
    list: listFolder,
    read: readTextOrEmpty,
    follow: followLinks,
  }
}

function followLinks(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
