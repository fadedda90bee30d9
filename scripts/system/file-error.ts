import { UserError } from './user-error.ts'

/** Faults of the disk that a person can mend, in words. */
export function explainFileError(error: unknown): UserError | undefined {
  const { code, path } = Object(error) as { code?: unknown; path?: unknown }
  if (typeof path !== 'string') return undefined
  const options = { cause: error }
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return new UserError(`You may not write to ${path}.`, {
        ...options,
        id: 'file-not-writable',
        hint: `sudo chown -R $(id -u):$(id -g) ${path}`,
      })
    case 'EROFS':
      return new UserError(`${path} is on a file system that can't be written to.`, {
        ...options,
        id: 'file-not-writable',
      })
    case 'ENOSPC':
      return new UserError(`The disk is full, at ${path}.`, { ...options, id: 'disk-full', hint: 'df -h' })
    default:
      return undefined
  }
}
