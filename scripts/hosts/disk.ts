import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
  lstatSync,
  readlinkSync,
  realpathSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { askProgram } from '../system/process.ts'
import { UserError } from '../system/user-error.ts'

/**
 * What the writer does to a disk, step by step, so that a test can stop it between any two. A text is latin1: one
 * character a byte, so that a file that is no UTF-8 comes back as it was.
 */
export type Disk = {
  /** The file behind the path of a hosts file, which may be a link. Throws where it is no file; there may be none. */
  findTarget(file: string): string
  /** The text of a file, or undefined where there is none. */
  read(path: string): string | undefined
  list(folder: string): readonly string[]
  /**
   * Makes a new file with this text, like another one in mode, owner, access list and attributes, and brings it to the
   * disk. False where owner or mode could not be copied. Where there is no other file, all may read the new one.
   */
  make(path: string, text: string, like: string): boolean
  rename(from: string, to: string): void
  /** Adds a text to the end of a file: one call, so that nobody else's addition is lost. */
  append(path: string, text: string): void
  /** Writes a text at an offset of a file, which ends after it. */
  overwrite(path: string, offset: number, text: string): void
  remove(path: string): void
  /** Brings the names in a folder to the disk. */
  syncFolder(folder: string): void
}

export const realDisk: Disk = {
  findTarget,
  read(path) {
    try {
      return readFileSync(path, 'latin1')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  },
  list: (folder) => readdirSync(folder),
  make(path, text, like) {
    return withFile(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, (file) => {
      const other = statSync(like, { throwIfNoEntry: false })
      // Node cannot copy access lists and SELinux labels: cp does, with mode and owner.
      if (other === undefined) fchmodSync(file, 0o644)
      else askProgram('cp', '-a', like, path)
      ftruncateSync(file, 0)
      writeAll(file, text, 0)
      const made = fstatSync(file)
      return other === undefined || (['mode', 'uid', 'gid'] as const).every((key) => made[key] === other[key])
    })
  },
  rename: renameSync,
  append: (path, text) =>
    withFile(path, constants.O_WRONLY | constants.O_APPEND, (file) => writeAll(file, text, null)),
  overwrite: (path, offset, text) =>
    withFile(path, constants.O_WRONLY, (file) => {
      writeAll(file, text, offset)
      ftruncateSync(file, offset + Buffer.byteLength(text, 'latin1'))
    }),
  remove: (path) => rmSync(path, { force: true }),
  syncFolder: (folder) => withFile(folder, constants.O_RDONLY, () => undefined),
}

function withFile<T>(path: string, flags: number, use: (file: number) => T): T {
  const file = openSync(path, flags, 0o600)
  try {
    const result = use(file)
    fsyncSync(file)
    return result
  } finally {
    closeSync(file)
  }
}

/** A disk that is nearly full may take only a part of each write. */
function writeAll(file: number, text: string, offset: number | null): void {
  const bytes = Buffer.from(text, 'latin1')
  for (let done = 0; done < bytes.length;)
    done += writeSync(file, bytes, done, bytes.length - done, offset === null ? null : offset + done)
}

/** The file behind the path of a hosts file, which may be a link. There may be none yet; what is no file is a fault. */
export function findTarget(file: string): string {
  const found = lstatSync(file, { throwIfNoEntry: false })
  if (found === undefined) return resolve(file)
  const target = found.isSymbolicLink() ? followLink(file) : resolve(file)
  if (!statSync(target).isFile()) {
    const what = statSync(target).isDirectory() ? 'a folder' : 'not an ordinary file'
    throw new UserError(`${named(file, target)} is ${what}, but must be the hosts file.`, {
      id: 'hosts-unreadable',
      hint: `See what it is: ls -ld ${target}`,
    })
  }
  return target
}

function followLink(file: string): string {
  try {
    return realpathSync(file)
  } catch (cause) {
    const target = resolve(dirname(file), readlinkSync(file))
    throw new UserError(`${file} is a broken link to ${target}.`, {
      id: 'hosts-unreadable',
      hint: `See the link: ls -l ${file} ${target}`,
      cause,
    })
  }
}

function named(file: string, target: string): string {
  return resolve(file) === target ? file : `${file} (a link to ${target})`
}
