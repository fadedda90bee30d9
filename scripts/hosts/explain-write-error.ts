import { dirname } from 'node:path'

/** Why a disk refused a change of a hosts file, with the way out in further lines; undefined for any other error. */
export function explainWriteError(error: unknown, file: string): string | undefined {
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case 'EACCES':
      return `${file} may not be written to.\n  See whose it is: ls -l ${file}`
    case 'EPERM':
      return [
        `${file} may not be changed, not even by root: most likely it is marked as immutable.`,
        process.platform === 'darwin'
          ? `  Take the mark away: sudo chflags nouchg,noschg ${file}`
          : `  Look: lsattr ${file}\n  Take the mark away: sudo chattr -i ${file}`,
      ].join('\n')
    case 'EROFS':
      return `${file} is on a file system that can't be written to.`
    case 'ENOENT':
      return `${file} can't be written: its folder is not there.\n  mkdir -p ${dirname(file)}`
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full, at ${file}.\n  df -h`
    default:
      return undefined
  }
}
