import { basename, dirname, join } from 'node:path'
import type { Disk } from './disk.ts'

/** A new text, whole on the disk beside the file that it is for. */
export type Staged = {
  /** It has the owner and the mode of that file. */
  readonly isAlike: boolean
  /** Puts it in the place of a file, at once: a reader, or a kill at any moment, sees the old text or the new one. */
  putAt(path: string): void
  discard(): void
}

/** Writes a text to a temporary file beside a file, like it in mode, owner and attributes. */
export function stage(disk: Disk, text: string, like: string): Staged {
  const temporary = `${like}.campus-${process.pid}`
  const discard = () => disk.remove(temporary)
  const orDiscard = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      discard()
      throw error
    }
  }
  discard() // of a killed run that had our number
  return {
    isAlike: orDiscard(() => disk.make(temporary, text, like)),
    putAt(path) {
      orDiscard(() => disk.rename(temporary, path))
      disk.syncFolder(dirname(path))
    },
    discard,
  }
}

/** Removes the temporary files of killed runs. */
export function sweep(disk: Disk, target: string): void {
  const folder = dirname(target)
  const prefix = `${basename(target)}.campus-`
  for (const name of disk.list(folder)) {
    const pid = name.startsWith(prefix) ? name.slice(prefix.length) : ''
    if (/^\d+$/.test(pid) && !isOfAnother(Number(pid))) disk.remove(join(folder, name))
  }
}

function isOfAnother(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
