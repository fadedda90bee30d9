import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { paint, printable, wrap } from '../system/terminal.ts'
import { nearest } from '../system/unknown-word.ts'
import type { UserError } from '../system/user-error.ts'

type Told = Pick<UserError, 'message' | 'hint' | 'id' | 'exitCode'>

/** The text of an error, in lines of `width` characters: what is wrong, what fixes it, where to read more. */
export function errorText({ message, hint, id, exitCode }: Told, width: number): string {
  // A spec, a path or an argument may hold escape sequences of a terminal.
  const lines = message.split('\n').flatMap((line) => wrap(printable(line), width, '', '  '))
  // For a wrong command line the message already says everything.
  const hasMore = exitCode === 1 || id === 'wrong-spec'
  return [
    paint('bold', lines.join('\n')),
    ...(hint === undefined
      ? []
      : [
          hint
            .split('\n')
            .map((line) => `  ${printable(line)}`)
            .join('\n'),
        ]),
    ...(hasMore ? [`\n  ${paint('dim', `More: docs/troubleshooting.md#${id}`)}`] : []),
  ].join('\n')
}

/** Whether a command line asks for JSON from a command that has it. Also works for a line with a mistake elsewhere, which was never fully parsed. */
export function wantsJson({ commands }: CommandUnknownOpts, argv: readonly string[]): boolean {
  const command = commands.find((candidate) => candidate.name() === argv[0])
  const end = argv.indexOf('--')
  return (
    command?.options.some(({ long }) => long === '--json') === true &&
    argv.slice(0, end === -1 ? argv.length : end).includes('--json')
  )
}

/** What people type who come from other tools. */
const synonyms: Readonly<Record<string, string>> = {
  start: 'up',
  run: 'up',
  'run-ssl': 'up --tls',
  boot: 'up',
  stop: 'down',
  halt: 'down',
  ps: 'status',
  ls: 'status',
  log: 'logs',
  tail: 'logs',
  destroy: 'clean',
  rm: 'clean',
  version: '--version',
  ssl: 'setup-ssl',
  config: 'render',
  '--ssl': '--tls',
  '--https': '--tls',
}

/** Commander's usage error as a full sentence, with the nearest command, option or word in it. */
export function rewordUsageError(text: string): string {
  return text
    .split('\n')
    .map(printable)
    .join('\n')
    .replace(/^error: /, '')
    .replace(
      /^(unknown (?:command|option) '(.*?)')(?:\n\(.*\))?/,
      (all: string, unknown: string, word: string) =>
        Object.hasOwn(synonyms, word) ? `${unknown}\n(Did you mean ${synonyms[word]}?)` : all,
    )
    .replace(
      /^command-argument value '(.*?)' is invalid for argument '(.*?)'. Allowed choices are (.*)\./,
      (_, word: string, argument: string, choices: string) => {
        const near = nearest(word, choices.split(', '))
        const meant = near === undefined ? '.' : `, did you mean "${near}"?`
        return `there is no ${argument} "${word}"${meant} Use one of: ${choices}`
      },
    )
    .replace(/^missing required argument '(.*?)'/, 'the argument <$1> is missing')
    .replace(/^unknown (command|option) '(.*?)'/, 'There is no $1 "$2"')
    .replace(/\n\(Did you mean one of (.*)\?\)/, ', did you mean one of $1?')
    .replace(/\n\(Did you mean (.*)\?\)/, ', did you mean "$1"?')
    .replace(/^[a-z]/, (letter) => letter.toUpperCase())
    .replace(/([^.?\n])\n$/, '$1.\n')
}
