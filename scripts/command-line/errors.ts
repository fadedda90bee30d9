import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { paint, wrap } from '../system/terminal.ts'
import type { UserError } from '../system/user-error.ts'

type Told = Pick<UserError, 'message' | 'hint' | 'id' | 'exitCode'>

/** An error as a person reads it, in lines of `width` characters: what is wrong, what fixes it, where more is said. */
export function errorText({ message, hint, id, exitCode }: Told, width: number): string {
  const lines = message.split('\n').flatMap((line) => wrap(line, width, '', '  '))
  // A wrong command line is said whole in the message.
  const hasMore = exitCode === 1 || id === 'wrong-spec'
  return [
    paint('bold', lines.join('\n')),
    ...(hint === undefined ? [] : [hint.replace(/^/gm, '  ')]),
    ...(hasMore ? [`\n  ${paint('dim', `More: docs/troubleshooting.md#${id}`)}`] : []),
  ].join('\n')
}

/** Whether a command line asks a command that can for JSON; also one that is wrong elsewhere, and was never parsed to its end. */
export function wantsJson({ commands }: CommandUnknownOpts, argv: readonly string[]): boolean {
  const command = commands.find((candidate) => candidate.name() === argv[0])
  const end = argv.indexOf('--')
  return (
    command?.options.some(({ long }) => long === '--json') === true &&
    argv.slice(0, end === -1 ? argv.length : end).includes('--json')
  )
}

/** What Commander says of a wrong command line, in our words: a sentence, with the nearest command or option in it. */
export function rewordUsageError(text: string): string {
  return text
    .replace(/^error: /, '')
    .replace(/^unknown (command|option) '(.*?)'/, 'There is no $1 "$2"')
    .replace(/\n\(Did you mean one of (.*)\?\)/, ', did you mean one of $1?')
    .replace(/\n\(Did you mean (.*)\?\)/, ', did you mean "$1"?')
    .replace(/^[a-z]/, (letter) => letter.toUpperCase())
    .replace(/([^.?\n])\n$/, '$1.\n')
}
