import { UserError } from '../system/user-error.ts'
import { isLoopback } from '../system/addresses.ts'
import { readEntries, type Entry } from './entries.ts'

/**
 * Throws where a line of the hosts file sends one of these names elsewhere: the first line of a name wins, so that a
 * block of ours could not mend it. Names every such line.
 */
export function refuseElsewhere(text: string, names: readonly string[], file: string): void {
  const wrong = readEntries(text)
    .filter(({ address }) => !isLoopback(address))
    .flatMap((entry) => entry.names.filter((name) => names.includes(name)).map((name) => ({ name, entry })))
  if (wrong.length === 0) return
  throw new UserError(
    wrong.map(({ name, entry }) => `${file}:${entry.line} sends ${name} to ${entry.address}.`).join('\n'),
    {
      id: 'hosts-elsewhere',
      hint: [
        ...wrong.map(({ name, entry }) => wayOut(name, entry, file)),
        'Or choose other names: domain, or host of the site, in environment.local.yaml',
      ].join('\n'),
    },
  )
}

function wayOut(name: string, { line, names, text }: Entry, file: string): string {
  const words = names.length === 1 ? `Delete line ${line}` : `Take ${name} out of line ${line}`
  return `${words} of ${file}: ${text}`
}
