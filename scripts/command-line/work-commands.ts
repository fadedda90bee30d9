import { Argument, type Command } from '@commander-js/extra-typings'
import { exampleFaults } from '../commands/lms/reports.ts'
import { settingsTargets } from '../commands/settings-target.ts'
import { examples, jsonOption, modeOption } from './options.ts'

const actions = [
  '',
  'Actions:',
  '  show      show its release, the link of its control page, active faults',
  '  fault     list the faults, turn some on by name, or --clear them',
  '  requests  show the last requests, and why one was refused',
  '  sync      send every course run to Richie now, and show its answers',
  '  reset     restore learners, enrolments, sessions and courses from the spec',
].join('\n')

/** Commands that work with the running LMS and Richie, and with the generated files. */
export function addWorkCommands(program: Command): void {
  program.commandsGroup('Work with the LMS and Richie:')
  program
    .command('lms')
    .summary('inspect a running mock LMS, and make it misbehave')
    .description('Inspect a running mock LMS, and make it misbehave as real ones do.')
    .argument('[key]', 'key of the LMS in the spec, such as edx; without it, all keys are listed')
    .addArgument(
      new Argument('[action]', 'what to do; see below')
        .choices(['show', 'fault', 'requests', 'sync', 'reset'] as const)
        .default('show' as const),
    )
    .argument('[faults...]', `with the action fault, such as: ${exampleFaults.join(' ')}`)
    .option('--clear', 'turn these faults off, or all of them')
    .option('--yes', 'reset without asking')
    .addOption(jsonOption())
    .addHelpText('after', actions)
    .addHelpText(
      'after',
      examples(
        ['lms edx', 'show the link of its control page'],
        ['lms edx requests', 'see why a request was refused'],
        [`lms edx fault ${exampleFaults[0]}`, 'delay every answer by three seconds'],
        ['lms edx fault --clear', 'clear all faults'],
      ),
    )
    .action(async (key, action, faults, options) =>
      (await import('../commands/lms/lms.ts')).lmsCommand(key, action, faults, options),
    )
  program
    .command('manage')
    .summary("run Richie's manage.py in its container")
    .description("Run Richie's manage.py in its container.")
    .argument('[arguments...]', 'passed to manage.py')
    .passThroughOptions()
    .allowUnknownOption()
    .helpOption(false)
    .addHelpText(
      'after',
      examples(
        ['manage shell', 'a Python shell with Richie loaded'],
        ['manage bootstrap_elasticsearch', 'rebuild the search index'],
      ),
    )
    .action(async (argv) => (await import('../commands/manage.ts')).manageCommand(argv))
  program
    .command('render')
    .summary('write generated/ from the spec; needs no Docker')
    .description('Write generated/ from the spec. Needs no Docker.')
    .addOption(modeOption())
    .option('--check', 'write nothing; fail with a diff if generated/ does not match the spec')
    .option('--stdout <path>', 'print one generated file, and write none')
    .addHelpText(
      'after',
      examples(
        ['render --check', 'show what the spec would change'],
        ['render --stdout compose.yaml', 'print one file'],
      ),
    )
    .action(async (options) => (await import('../commands/render.ts')).renderCommand(options))
  program
    .command('settings')
    .summary('print the connection settings for a stack of your own')
    .description('Print the connection settings, ready to paste into a stack of your own.')
    .argument('[target]', `which settings: ${Object.keys(settingsTargets).join(', ')}`)
    .option('--lms <key>', 'settings for this LMS (default: the one that Richie logs in to)')
    .addOption(modeOption())
    .option('--secrets', 'also show the secrets')
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
