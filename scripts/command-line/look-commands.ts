import { InvalidArgumentError, type Command } from '@commander-js/extra-typings'
import { examples, jsonOption, modeOption, wholeNumber, sinceOf } from './options.ts'

/** Commands that show what is running and its logs; they change nothing. */
export function addLookCommands(program: Command): void {
  program.commandsGroup('Inspect:')
  program
    .command('status')
    .summary('show what is running: health, versions, memory, active faults')
    .description(
      'Show what is running: health, versions, memory, active faults, course runs synced to Richie. Exit code 1 if a service is not healthy.',
    )
    .addOption(jsonOption())
    .addOption(modeOption())
    .option('--secrets', 'also show the passwords')
    .addHelpText(
      'after',
      examples(
        ['status', 'everything at a glance'],
        ['status --secrets', "with Richie's admin password"],
        ['status --json', 'for scripts: docs/reference/status.schema.json'],
      ),
    )
    .action(async (options) => (await import('../commands/status/status.ts')).statusCommand(options))
  program
    .command('open')
    .summary('open a site in the browser')
    .description('Open a site in the browser: Richie, or an LMS by its key.')
    .argument('[site]', 'richie, or the key of an LMS', 'richie')
    .addHelpText('after', examples(['open', 'Richie'], ['open edx', 'the LMS']))
    .action(async (site) => (await import('../commands/open.ts')).openCommand(site))
  program
    .command('logs')
    .summary("show the services' logs")
    .description(
      "Show the services' logs, merged by time. Colours appear on a terminal only; other control characters are removed, except with --json.",
    )
    .argument('[service...]', 'show only these services')
    .option('-f, --follow', 'follow until Ctrl-C, even when a service restarts')
    .option(
      '--since <when>',
      'show lines since then: 30s, 10m, 2h, 1d ago, or a time such as 2026-11-23T09:30',
      parseSince,
    )
    .option(
      '--tail <lines>',
      'show the last lines of each service (default: 100; with --since: all)',
      wholeNumber,
    )
    .option('--timestamps', 'show the time of each line')
    .option('--json', 'print one JSON document per line: docs/reference/logs.schema.json')
    .addHelpText(
      'after',
      examples(
        ['logs richie --tail 1000', 'the last 1000 lines of one service'],
        ['logs --since 10m', 'all services, the last ten minutes'],
        ['logs -f edx richie', 'follow two services'],
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
