import { stripVTControlCharacters } from 'node:util'

/** A line of a program's output as it may be shown: without colours, and without names and passwords in addresses. */
export function readLine(line: string): string {
  return stripVTControlCharacters(line).replaceAll(/([a-z][a-z\d+.-]*:\/\/)[^\s/@'"]+@/gi, '$1')
}
