import { dirname } from 'node:path'
import { UserError } from '../system/user-error.ts'
import { addBlock, hasBlocks, removeBlock, type Block } from './block.ts'
import { realDisk, type Disk } from './disk.ts'
import { repair, writeInPlace } from './journal.ts'
import { stage, sweep } from './replace-file.ts'

/** A change of the block of an environment. */
export type Change = Block & { readonly action: 'add' | 'remove' }

export type Changed = {
  readonly isChanged: boolean
  /** The backup from before campus changed the file, if it is kept because other lines have changed since. */
  readonly keptBackup?: string
}

/** The file can't be written: why, and the fix on further lines. */
export type Refused = { readonly refused: string }

/** How often another program may write first, or undo what is written. */
const mostTries = 6

/**
 * Changes a hosts file, and reads it back as proof. First completes what a killed run left. Before the first block is added
 * the file is backed up beside itself; when the last one is removed the backup goes too, unless other lines have changed.
 * A file that campus created is removed again. Throws where the file must not be changed.
 */
export function changeHosts(file: string, change: Change, disk: Disk = realDisk): Changed | Refused {
  try {
    const target = disk.findTarget(file)
    sweep(disk, target)
    repair(disk, target)
    let isChanged = false
    for (let tries = 0; tries < mostTries; tries += 1) {
      const old = disk.read(target)
      const text = applyChange(old ?? '', change, file)
      // Also the proof, once it is written: changes that others made in between stay.
      if (text === (old ?? '')) return { isChanged, ...tidy(disk, target, text, isChanged) }
      if (writeWithBackup(disk, target, old, text)) isChanged = true
    }
  } catch (error) {
    const refused = explainWriteError(error, file)
    if (refused === undefined) throw error
    return { refused }
  }
  throw new UserError(`Another program keeps changing ${file}.`, {
    id: 'hosts-busy',
    hint: 'Stop that program, then run the same command again.',
  })
}

/** The text of a hosts file after a change. */
export function applyChange(text: string, change: Change, file: string): string {
  return change.action === 'add' ? addBlock(text, change, file) : removeBlock(text, change.environment, file)
}

export const backupOf = (target: string) => `${target}.campus-backup`

/** False where somebody else has changed the file since it was read. */
function writeWithBackup(disk: Disk, target: string, old: string | undefined, text: string): boolean {
  const backup = backupOf(target)
  const isFirst = old !== undefined && !hasBlocks(old)
  if (isFirst && disk.read(backup) !== old) stage(disk, old, target).putAt(backup)
  try {
    return write(disk, target, old, text)
  } catch (error) {
    if (isFirst && disk.read(target) === old) disk.remove(backup)
    throw error
  }
}

function write(disk: Disk, target: string, old: string | undefined, text: string): boolean {
  const staged = stage(disk, text, target)
  if (disk.read(target) !== old) {
    staged.discard()
    return false
  }
  if (!staged.isAlike) {
    staged.discard()
    return writeInPlace(disk, target, old ?? '', text)
  }
  try {
    staged.putAt(target)
    return true
  } catch (error) {
    // A mount on the file itself, as in a container: rename(2).
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EBUSY' && code !== 'EXDEV') throw error
    return writeInPlace(disk, target, old ?? '', text)
  }
}

function tidy(disk: Disk, target: string, text: string, isChanged: boolean): Pick<Changed, 'keptBackup'> {
  if (hasBlocks(text)) return {}
  const backup = backupOf(target)
  const before = disk.read(backup)
  if (before === undefined) {
    // There was no file before the first block.
    if (isChanged && text === '') disk.remove(target)
    return {}
  }
  if (before !== text) return { keptBackup: backup }
  disk.remove(backup)
  return {}
}

/** Why the disk refused a change of a hosts file, with the fix on further lines; undefined for any other error. */
function explainWriteError(error: unknown, file: string): string | undefined {
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case 'EACCES':
      return `You have no permission to write to ${file}.\n  See who owns it: ls -l ${file}`
    case 'EPERM':
      return [
        `${file} cannot be changed, not even by root: most likely it is marked as immutable.`,
        process.platform === 'darwin'
          ? `  Remove the mark: sudo chflags nouchg,noschg ${file}`
          : `  See it:          lsattr ${file}\n  Remove the mark: sudo chattr -i ${file}`,
      ].join('\n')
    case 'EROFS':
      return `${file} is on a read-only file system.`
    case 'ENOENT':
      return `${file} can't be written: its folder does not exist.\n  mkdir -p ${dirname(file)}`
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full: ${file} can't be written.\n  df -h`
    default:
      return undefined
  }
}
