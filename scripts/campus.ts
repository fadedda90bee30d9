import { Argument, Command, CommanderError, InvalidArgumentError, Option } from '@commander-js/extra-typings'
import { exampleFaults } from './commands/lms-reports.ts'
import { explainDockerError } from './engine/docker-error.ts'
import { explainFileError } from './system/file-error.ts'
import { interruption } from './system/interruption.ts'
import { paint } from './system/terminal.ts'
import { Interrupted, UserError } from './system/user-error.ts'

const jsonOption = () => new Option('--json', 'one JSON document on standard output')

const modeOption = () =>
  new Option('--mode <mode>', 'instead of the last one used').choices(['http', 'tls'] as const)

/** The command table. Each command is loaded when it is used: nothing pays for what another one imports. */
const program = new Command('campus')
  .description('Runs Richie and an LMS together on this machine, wired, from environment.yaml.')
  .showHelpAfterError('(bin/campus --help shows what there is)')
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) })

program
  .command('up')
  .description('set up all that is needed, start the environment, wait until it is ready')
  .option('--tls', 'over https, with the certificates of setup-ssl')
  .action(async (options) => (await import('./commands/up.ts')).upCommand(options))
program
  .command('setup-ssl')
  .description('certificates, trust and host names for https, on this machine')
  .option('--no-cert', 'make and trust nothing: only check the certificates that you put into certs/')
  .option('--undo', 'take away what was added to trust stores and the hosts file')
  .action(async (options) => (await import('./commands/setup-ssl.ts')).setupSslCommand(options))
program
  .command('hosts')
  .description("the sites' names in the hosts file, alone: for curl and servers, over http too")
  .addArgument(new Argument('<action>').choices(['add', 'remove'] as const))
  .action(async (action) => (await import('./commands/hosts.ts')).hostsCommand(action))
program
  .command('down')
  .description('stop the environment; its data is kept')
  .action(async () => (await import('./commands/down.ts')).downCommand())
program
  .command('status')
  .description('what runs, where, and how it is')
  .addOption(jsonOption())
  .addOption(modeOption())
  .option('--secrets', 'show the passwords too')
  .action(async (options) => (await import('./commands/status.ts')).statusCommand(options))
program
  .command('logs')
  .description('what the services say')
  .argument('[service...]', 'only these')
  .option('-f, --follow', 'go on until Ctrl-C')
  .option('--tail <lines>', 'lines of each service to begin with', wholeNumber, 100)
  .action(async (services, options) => (await import('./commands/logs.ts')).logsCommand(services, options))
program
  .command('lms')
  .description('look at a running mock LMS, and make it misbehave')
  .argument('<key>', 'of the LMS in the spec: edx')
  .addArgument(
    new Argument('[action]')
      .choices(['show', 'fault', 'requests', 'sync', 'reset'] as const)
      .default('show' as const),
  )
  .argument('[faults...]', `for the action fault: ${exampleFaults.join(' ')}`)
  .option('--clear', 'turn these faults off, or all')
  .option('--yes', 'do not ask before a reset')
  .addOption(jsonOption())
  .addHelpText(
    'after',
    [
      '',
      'Actions:',
      '  show      what it is, the link of its control page, the faults that are on',
      '  fault     what can go wrong; with names turns faults on, with --clear off',
      '  requests  the last requests, which rule answered, why one was refused',
      '  sync      tell Richie of every course run now, and what Richie says',
      '  reset     learners, enrolments, sessions and courses as the spec says',
    ].join('\n'),
  )
  .action(async (key, action, faults, options) =>
    (await import('./commands/lms.ts')).lmsCommand(key, action, faults, options),
  )
program
  .command('render')
  .description('write generated/ from the spec; needs no Docker')
  .addOption(modeOption())
  .option('--check', 'write nothing; fail with a diff where generated/ is not what the spec says')
  .option('--stdout <path>', 'print one generated file')
  .action(async (options) => (await import('./commands/render.ts')).renderCommand(options))
program
  .command('manage')
  .description("run Richie's manage.py in its container")
  .argument('[arguments...]', 'for manage.py')
  .passThroughOptions()
  .allowUnknownOption()
  .helpOption(false)
  .action(async (argv) => (await import('./commands/manage.ts')).manageCommand(argv))
program
  .command('clean')
  .description('remove the environment with its data: containers, volumes, networks, generated files')
  .option('--images', 'the images too')
  .option('--yes', 'do not ask')
  .action(async (options) => (await import('./commands/clean.ts')).cleanCommand(options))
interruption.listen()
// `bin/campus logs | head` closes the pipe: there is nobody left to write for.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
process.exitCode = await main()

async function main(): Promise<number> {
  try {
    await program.parseAsync()
    return typeof process.exitCode === 'number' ? process.exitCode : 0
  } catch (error) {
    return report(error)
  }
}

/** The one place where an error becomes text and an exit code. */
function report(error: unknown): number {
  if (error instanceof Interrupted) {
    console.error('\nInterrupted. Nothing is half-written: run the same command again to go on.')
    return 130
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const explained =
    error instanceof UserError ? error : (explainDockerError(error) ?? explainFileError(error))
  if (explained !== undefined) {
    console.error(paint('bold', explained.message))
    if (explained.hint !== undefined) console.error(explained.hint.replace(/^/gm, '  '))
    return explained.exitCode
  }
  console.error('This is a bug in campus. What it was doing:')
  console.error(error)
  return 1
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Expected a whole number.')
  return Number(text)
}
