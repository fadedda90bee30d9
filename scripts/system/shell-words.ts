import { isAbsolute, relative } from 'node:path'

/** A path as a person types it here: relative where it is below the current folder, quoted where a shell needs it. */
export function shellPath(path: string): string {
  return shellWord(shownPath(path))
}

/** A path as a message names it: relative where it is below the current folder. */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path)
  return fromHere === '' || fromHere.startsWith('..') || isAbsolute(fromHere) ? path : fromHere
}

/** A word of a command, quoted where a shell needs it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
