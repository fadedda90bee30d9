import { UserError } from '../system/user-error.ts'
import { realDisk, type Disk } from './disk.ts'
import { readWhole } from './journal.ts'

export type Hosts = {
  /** The file behind the path, which may be a link. */
  readonly target: string
  /** What it says once a change that was cut short is completed; latin1, a character a byte. */
  readonly text: string
  /** There is such a change. */
  readonly isCut: boolean
}

/** Reads a hosts file; one that is not there says nothing. */
export function readHosts(file: string, disk: Disk = realDisk): Hosts {
  try {
    const target = disk.findTarget(file)
    const { text = '', isCut } = readWhole(disk, target)
    return { target, text, isCut }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error
    throw new UserError(`You have no permission to read ${file}.`, {
      id: 'hosts-unreadable',
      hint: `See who owns it: ls -l ${file}`,
      cause: error,
    })
  }
}
