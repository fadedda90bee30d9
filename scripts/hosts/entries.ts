import { isIP } from 'node:net'
import { isLoopback } from '../system/addresses.ts'
import { UserError } from '../system/user-error.ts'
import { shown, splitLines } from './block.ts'

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

/**
 * Throws where a line of the hosts file sends one of these names elsewhere: the first line of a name wins, so that a
 * block of ours could not fix it. Names every such line.
 */
export function refuseElsewhere(text: string, names: readonly string[], file: string): void {
  const wrong = readEntries(text)
    .filter(({ address }) => !isLoopback(address))
    .flatMap((entry) => entry.names.filter((name) => names.includes(name)).map((name) => ({ name, entry })))
  if (wrong.length === 0) return
  throw new UserError(
    wrong.map(({ name, entry }) => `${file}:${entry.line} points ${name} to ${entry.address}.`).join('\n'),
    {
      id: 'hosts-elsewhere',
      hint: [
        ...wrong.map(({ name, entry }) => wayOut(name, entry, file)),
        'Or use other names: domain, or host of the site, in environment.local.yaml',
      ].join('\n'),
    },
  )
}

function wayOut(name: string, { line, names, text }: Entry, file: string): string {
  const words = names.length === 1 ? `Delete line ${line}` : `Remove ${name} from line ${line}`
  return `${words} of ${file}: ${text}`
}
