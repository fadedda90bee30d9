import { InvalidArgumentError, type Command } from '@commander-js/extra-typings'
import { examples, jsonOption, modeOption, wholeNumber, sinceOf } from './options.ts'

/** Commands that show what runs and what it says; they change nothing. */
export function addLookCommands(program: Command): void {
  program.commandsGroup('Look at it:')
  program
    .command('status')
    .summary('what runs, where, and how it is')
    .description(
      'What runs, where, and how it is: health, versions, memory, faults of the LMS, what Richie was told of. Exit code 1 where a service is not healthy.',
    )
    .addOption(jsonOption())
    .addOption(modeOption())
    .option('--secrets', 'show the passwords too')
    .addHelpText(
      'after',
      examples(
        ['status', 'everything at a glance'],
        ['status --secrets', "with the password of Richie's admin"],
        ['status --json', 'for scripts: docs/reference/status.schema.json'],
      ),
    )
    .action(async (options) => (await import('../commands/status/status.ts')).statusCommand(options))
  program
    .command('logs')
    .summary('what the services say')
    .description(
      'What the services say, merged by time where there are several. Colours are shown on a terminal; other control characters of a log are left out, except with --json.',
    )
    .argument('[service...]', 'only these')
    .option('-f, --follow', 'go on until Ctrl-C, also with a service that is started anew')
    .option(
      '--since <when>',
      'what was said since then: 30s, 10m, 2h, 1d ago, or a time as 2026-11-23T09:30',
      parseSince,
    )
    .option(
      '--tail <lines>',
      'lines of each service to begin with (default: 100, with --since all)',
      wholeNumber,
    )
    .option('--timestamps', 'each line with its time')
    .option('--json', 'one JSON document a line: docs/reference/logs.schema.json')
    .addHelpText(
      'after',
      examples(
        ['logs richie --tail 1000', 'a thousand lines of one service'],
        ['logs --since 10m', 'what all said in the last ten minutes'],
        ['logs -f edx richie', 'two services, line by line as they come'],
        ['logs --json --since 1h', 'for scripts'],
      ),
    )
    .action(async (services, options) => (await import('../commands/logs.ts')).logsCommand(services, options))
}

function parseSince(text: string): number {
  const moment = sinceOf(text, Date.now())
  if (moment === undefined) {
    throw new InvalidArgumentError(
      'Expected how long ago (30s, 10m, 2h, 1d), or a time such as 2026-11-23T09:30.',
    )
  }
  return moment
}
