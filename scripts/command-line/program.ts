import { Command } from '@commander-js/extra-typings'
import { paint } from '../system/terminal.ts'
import { addDiagnoseCommands } from './diagnose-commands.ts'
import { rewordUsageError } from './errors.ts'
import { addLookCommands } from './look-commands.ts'
import { addRunCommands } from './run-commands.ts'
import { addWorkCommands } from './work-commands.ts'

/** The command table. Each command is loaded when it is used: nothing pays for what another one imports. */
export function makeProgram(): Command {
  const program = new Command('bin/campus')
    .description(
      'Runs Richie and an LMS together on this machine, wired, from environment.yaml.\nThe first thing to type: make run',
    )
    .usage('<command> [options]')
    .helpOption('-h, --help', 'this help')
    .showHelpAfterError('  bin/campus --help shows what there is')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(rewordUsageError(text)),
      getOutHelpWidth: () => Math.min(process.stdout.columns || 80, 100),
    })
    .configureHelp({
      styleTitle: (text) => paint('bold', text),
      // Names alone: the commands' own help says what they take.
      subcommandTerm: (command) => command.name(),
      visibleCommands: ({ commands }) => [...commands],
    })
    .addHelpText('after', '\nEach command says more, with examples: bin/campus up --help')
  addRunCommands(program)
  addLookCommands(program)
  addDiagnoseCommands(program)
  addWorkCommands(program)
  return program
}
