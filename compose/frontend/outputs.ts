import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { FrontEnd } from './front-end.ts'

/** Whether all that a page loads is there. */
export function areOutputsThere({ jsFolder, cssFile }: FrontEnd): boolean {
  return sizeOf(join(jsFolder, 'index.js')) > 0 && isGoodStylesheet(cssFile)
}

/** When the older of the outputs was written, in milliseconds of the epoch. */
export function outputsTime({ jsFolder, cssFile }: FrontEnd): number {
  return Math.min(...[join(jsFolder, 'index.js'), cssFile].map((file) => statSync(file).mtimeMs))
}

/** Where sass could not compile, it writes a stylesheet that tells so on the page. */
export function isGoodStylesheet(file: string): boolean {
  if (sizeOf(file) === 0) return false
  const begin = Buffer.alloc(32)
  const descriptor = openSync(file, 'r')
  readSync(descriptor, begin, 0, begin.length, 0)
  closeSync(descriptor)
  return !begin.toString().startsWith('/* Error')
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
