import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { shellPath } from './shell-words.ts'
import { UserError } from './user-error.ts'

/** The text of a file, or undefined where there is none. */
export function readTextIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw Object.assign(Object(error), { path }) // that of a folder does not say which
  }
}

/** The text of a file; empty where there is none, or none that we may read. */
export function readTextOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/**
 * What a JSON file holds; the fallback where there is none, none that can be read, or one of another shape: a list where the fallback
 * is a map, `null`. For what may be lost.
 */
export function readJson<T extends object | undefined>(path: string, fallback: T): T {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const isRight =
      typeof value === 'object' && value !== null && Array.isArray(value) === Array.isArray(fallback)
    return isRight ? (value as T) : fallback
  } catch {
    return fallback
  }
}

/**
 * Writes a file so that a reader, or a kill at any moment, sees the old text or the new one: temporary file beside it,
 * fsync, rename. The mode is set whatever the umask, since containers read some of these files as another user.
 */
export function writeAtomic(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true })
  removeAbandoned(path)
  const temporary = `${path}.new-${process.pid}`
  try {
    const file = openSync(temporary, 'w', mode)
    try {
      writeFileSync(file, text) // unlike writeSync it goes on until all is written, or fails
      fchmodSync(file, mode)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw Object.assign(Object(error), { path }) // that of a descriptor does not say which file it is
  }
}

/** Temporary files of processes that were killed. */
function removeAbandoned(path: string): void {
  const prefix = `${basename(path)}.new-`
  for (const name of listFolder(dirname(path))) {
    if (name.startsWith(prefix) && !isProcess(Number(name.slice(prefix.length))))
      rmSync(join(dirname(path), name), { force: true })
  }
}

function isProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The same where the file says something else; one that is right is left alone. */
export function writeIfChanged(path: string, text: string, mode?: number): void {
  if (readTextIfThere(path) !== text) writeAtomic(path, text, mode)
}

/** The names in a folder, sorted; none where it can't be read. */
export function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}

/** Explains file errors that the user can fix. */
export function explainFileError(error: unknown): UserError | undefined {
  const { code, path } = Object(error) as { code?: unknown; path?: unknown }
  if (typeof path !== 'string') return undefined
  const options = { cause: error }
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return new UserError(`You have no permission to write to ${path}.`, {
        ...options,
        id: 'file-not-writable',
        hint: `sudo chown -R $(id -u):$(id -g) ${shellPath(path)}`,
      })
    case 'EISDIR':
      return new UserError(`${path} is a folder, where a file belongs.`, {
        ...options,
        id: 'not-a-file',
        hint: `See what is in it, then move it away: mv ${shellPath(path)} ${shellPath(`${path}.old`)}`,
      })
    case 'EEXIST':
    case 'ENOTDIR':
      return new UserError(`${path} can't be made: a file is where a folder belongs.`, {
        ...options,
        id: 'not-a-file',
        hint: `Find it, and move it away: ls -ld ${shellPath(path)} ${shellPath(dirname(path))}`,
      })
    case 'EROFS':
      return new UserError(`${path} is on a read-only file system.`, {
        ...options,
        id: 'file-not-writable',
      })
    case 'EDQUOT':
    case 'EFBIG':
    case 'ENOSPC':
      return new UserError(`The disk is full: ${path} can't be written.`, {
        ...options,
        id: 'disk-full',
        hint: 'df -h',
      })
    default:
      return undefined
  }
}
