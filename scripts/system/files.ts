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
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { UserError } from './user-error.ts'

/** The text of a file, or undefined where there is none. */
export function readTextIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
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

/** What a JSON file holds, whatever that is; the fallback where there is none, or none that can be read. For what may be lost. */
export function readJson<T>(path: string, fallback: T): T {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
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
  const temporary = `${path}.new-${process.pid}`
  const file = openSync(temporary, 'w', mode)
  try {
    writeSync(file, text)
    fchmodSync(file, mode)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
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
        hint: `sudo chown -R $(id -u):$(id -g) ${path}`,
      })
    case 'EROFS':
      return new UserError(`${path} is on a read-only file system.`, {
        ...options,
        id: 'file-not-writable',
      })
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
