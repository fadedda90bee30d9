import { Command } from '@commander-js/extra-typings'
import packageJson from '../../package.json' with { type: 'json' }
import { paint } from '../system/terminal.ts'
import { addDiagnoseCommands } from './diagnose-commands.ts'
import { rewordUsageError } from './errors.ts'
import { addLookCommands } from './look-commands.ts'
import { addRunCommands } from './run-commands.ts'
import { addWorkCommands } from './work-commands.ts'

/** The command table. Each command's code is loaded only when it is used. */
export function makeProgram(): Command {
  const program = new Command('bin/campus')
    .description('Run Richie and an LMS, connected, from one file: environment.yaml.\nStart with: make run')
    .usage('<command> [options]')
    .helpOption('-h, --help', 'show this help')
    .version(packageJson.version, '-V, --version', 'show the version of campus')
    .showHelpAfterError('  See bin/campus --help')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(rewordUsageError(text)),
      getOutHelpWidth: () => Math.min(process.stdout.columns || 80, 100),
    })
    .configureHelp({
      styleTitle: (text) => paint('bold', text),
      // Names only: each command's own help lists its arguments.
      subcommandTerm: (command) => command.name(),
      visibleCommands: ({ commands }) => [...commands],
    })
    .addHelpText('after', '\nFor one command, with examples: bin/campus up --help')
  addRunCommands(program)
  addLookCommands(program)
  addDiagnoseCommands(program)
  addWorkCommands(program)
  for (const command of program.commands)
    command.showHelpAfterError(`  See bin/campus ${command.name()} --help`)
  return program
}
