import type { CommandUnknownOpts } from '@commander-js/extra-typings'

/** Whether a command line asks a command that can for JSON; also one that is wrong elsewhere, and was never parsed to its end. */
export function wantsJson({ commands }: CommandUnknownOpts, argv: readonly string[]): boolean {
  const command = commands.find((candidate) => candidate.name() === argv[0])
  const end = argv.indexOf('--')
  return (
    command?.options.some(({ long }) => long === '--json') === true &&
    argv.slice(0, end === -1 ? argv.length : end).includes('--json')
  )
}
