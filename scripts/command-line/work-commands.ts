import { Argument, type Command } from '@commander-js/extra-typings'
import { exampleFaults } from '../commands/lms/reports.ts'
import { settingsTargets } from '../commands/settings-target.ts'
import { examples, jsonOption, modeOption } from './options.ts'

const actions = [
  '',
  'Actions:',
  '  show      what it is, the link of its control page, the faults that are on',
  '  fault     what can go wrong; with names turns faults on, with --clear off',
  '  requests  the last requests, which rule answered, why one was refused',
  '  sync      tell Richie of every course run now, and what Richie says',
  '  reset     learners, enrolments, sessions and courses as the spec says',
].join('\n')

/** Commands to work with the running LMS and Richie, and with what is generated. */
export function addWorkCommands(program: Command): void {
  program.commandsGroup('Work with the LMS and Richie:')
  program
    .command('lms')
    .summary('look at a running mock LMS, and make it misbehave')
    .description('Looks at a running mock LMS, and makes it misbehave as real ones do.')
    .argument('<key>', 'of the LMS in the spec: edx')
    .addArgument(
      new Argument('[action]', 'what to do, see below')
        .choices(['show', 'fault', 'requests', 'sync', 'reset'] as const)
        .default('show' as const),
    )
    .argument('[faults...]', `for the action fault: ${exampleFaults.join(' ')}`)
    .option('--clear', 'turn these faults off, or all')
    .option('--yes', 'do not ask before a reset')
    .addOption(jsonOption())
    .addHelpText('after', actions)
    .addHelpText(
      'after',
      examples(
        ['lms edx', 'the link of its control page'],
        ['lms edx requests', 'why a request was refused'],
        [`lms edx fault ${exampleFaults[0]}`, 'every answer three seconds late'],
        ['lms edx fault --clear', 'as it was'],
      ),
    )
    .action(async (key, action, faults, options) =>
      (await import('../commands/lms/lms.ts')).lmsCommand(key, action, faults, options),
    )
  program
    .command('manage')
    .summary("run Richie's manage.py in its container")
    .description("Runs Richie's manage.py in its container.")
    .argument('[arguments...]', 'for manage.py')
    .passThroughOptions()
    .allowUnknownOption()
    .helpOption(false)
    .addHelpText(
      'after',
      examples(
        ['manage shell', 'a Python shell with Richie loaded'],
        ['manage bootstrap_elasticsearch', 'index the courses anew'],
      ),
    )
    .action(async (argv) => (await import('../commands/manage.ts')).manageCommand(argv))
  program
    .command('render')
    .summary('write generated/ from the spec; needs no Docker')
    .description('Writes generated/ from the spec. Needs no Docker.')
    .addOption(modeOption())
    .option('--check', 'write nothing; fail with a diff where generated/ is not what the spec says')
    .option('--stdout <path>', 'print one generated file')
    .addHelpText(
      'after',
      examples(
        ['render --check', 'what the spec would change'],
        ['render --stdout compose.yaml', 'one file, without writing any'],
      ),
    )
    .action(async (options) => (await import('../commands/render.ts')).renderCommand(options))
  program
    .command('settings')
    .summary('settings of the connection to paste into a stack of your own')
    .description('Prints the settings of the connection, ready to paste into a stack of your own.')
    .argument('[target]', `whose settings: ${Object.keys(settingsTargets).join(', ')}`)
    .option('--lms <key>', 'of this LMS; by default the one that Richie logs in to')
    .addOption(modeOption())
    .option('--secrets', 'show the secrets too')
    .addHelpText(
      'after',
      examples(
        ['settings richie', "for Richie's settings.py"],
        ['settings tutor --mode tls > richie.yml', 'a Tutor plugin'],
      ),
    )
    .action(async (target, options) =>
      (await import('../commands/settings.ts')).settingsCommand(target, options),
    )
}
