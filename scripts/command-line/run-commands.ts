import { Argument, type Command } from '@commander-js/extra-typings'
import { examples } from './options.ts'

/** Commands that start the environment, stop it, and prepare the machine for it. */
export function addRunCommands(program: Command): void {
  program.commandsGroup('Run it:')
  program
    .command('up')
    .summary('set up all that is needed, start, wait until it is ready')
    .description(
      'Sets up all that is needed, starts the environment and waits until it is ready. Safe to repeat, and to interrupt: the next run goes on.',
    )
    .option('--tls', 'over https, with the certificates of setup-ssl')
    .addHelpText(
      'after',
      examples(
        ['up', 'start over http; the first time takes some minutes'],
        ['up --tls', 'the same over https: enrolment for real'],
      ),
    )
    .action(async (options) => (await import('../commands/up/up.ts')).upCommand(options))
  program
    .command('down')
    .summary('stop it; its data is kept')
    .description('Stops the environment. Its data is kept: up goes on from there.')
    .addHelpText('after', examples(['down', 'stop'], ['down && bin/campus up', 'stop, and start anew']))
    .action(async () => (await import('../commands/down.ts')).downCommand())
  program
    .command('setup-ssl')
    .summary('certificates, trust and host names for https, on this machine')
    .description(
      'Makes certificates for the sites, has the system and the browsers trust them, and adds the names to the hosts file. Prints each change. Safe to repeat.',
    )
    .option('--no-cert', 'make and trust nothing: only check the certificates that you put into certs/')
    .option('--undo', 'take away what was added to trust stores and the hosts file')
    .addHelpText(
      'after',
      examples(
        ['setup-ssl', 'once, before the first up --tls'],
        ['setup-ssl --no-cert', 'with certificates of your own in certs/'],
        ['setup-ssl --undo', 'leave the machine as it was'],
      ),
    )
    .action(async (options) => (await import('../commands/setup-ssl/setup-ssl.ts')).setupSslCommand(options))
  program
    .command('hosts')
    .summary("the sites' names in the hosts file, alone")
    .description(
      "Adds the sites' names to the hosts file, or removes them, and touches nothing else. Browsers need this for https only, curl and servers over http too.",
    )
    .addArgument(new Argument('<action>').choices(['add', 'remove'] as const))
    .addHelpText(
      'after',
      examples(
        ['hosts add', 'then curl http://richie.local.dev:8070 works'],
        ['hosts remove', 'take the lines away again'],
      ),
    )
    .action(async (action) => (await import('../commands/hosts.ts')).hostsCommand(action))
  program
    .command('clean')
    .summary('remove it with its data, after asking')
    .description('Removes the environment with its data: containers, volumes, networks, generated files.')
    .option('--images', 'the images too')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      examples(
        ['clean', 'says what it will remove, and asks'],
        ['clean --images', 'the images too: the next up builds them anew'],
      ),
    )
    .action(async (options) => (await import('../commands/clean.ts')).cleanCommand(options))
}
