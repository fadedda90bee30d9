import { isIP } from 'node:net'
import { shown, splitLines } from './lines.ts'

/** A line of a hosts file that sends names to an address. */
export type Entry = {
  readonly line: number
  /** To be shown. */
  readonly text: string
  readonly address: string
  /** In lower case. */
  readonly names: readonly string[]
}

/** What a hosts file says, as glibc reads it: lines without an address say nothing, `#` begins a comment anywhere. */
export function readEntries(text: string): readonly Entry[] {
  return splitLines(text).flatMap((line): Entry[] => {
    const [address = '', ...names] = line.text.replace(/#.*$/s, '').split(blanks).filter(Boolean)
    if (isIP(address) === 0 || names.length === 0) return []
    return [
      {
        line: line.number,
        text: shown(line.text),
        address,
        names: names.map((name) => name.toLowerCase()),
      },
    ]
  })
}

/** What C's isspace() calls a space, and not what JavaScript does. */
const blanks = /[ \t\r\f\v]+/
