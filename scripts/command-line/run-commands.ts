import { Argument, type Command } from '@commander-js/extra-typings'
import { examples } from './options.ts'

/** Commands that start the environment, stop it, and prepare the machine for it. */
export function addRunCommands(program: Command): void {
  program.commandsGroup('Run:')
  program
    .command('up')
    .summary('start the environment (the first time builds everything)')
    .description(
      'Start the environment and wait until it is ready; the first time builds everything. Safe to repeat and to interrupt: the next run continues.',
    )
    .option('--tls', 'use https, with the certificates of setup-ssl')
    .option('--adopt', 'take over an environment of this name that another checkout has made, with its data')
    .addHelpText(
      'after',
      examples(
        ['up', 'start over http; the first time takes a few minutes'],
        ['up --tls', 'start over https, with real enrolment'],
      ),
    )
    .action(async (options) => (await import('../commands/up/up.ts')).upCommand(options))
  program
    .command('down')
    .summary('stop the environment; its data is kept')
    .description('Stop the environment. Its data is kept for the next start.')
    .addHelpText('after', examples(['down', 'stop'], ['down && bin/campus up', 'stop, then start again']))
    .action(async () => (await import('../commands/down.ts')).downCommand())
  program
    .command('restart')
    .summary('restart services, all or some, and wait until they are ready')
    .description(
      'Restart running services, all or some, and wait until they are ready. Changes of the spec take effect with up.',
    )
    .argument('[service...]', 'restart only these services')
    .addHelpText('after', examples(['restart', 'all services'], ['restart richie', 'Richie alone']))
    .action(async (services) => (await import('../commands/restart.ts')).restartCommand(services))
  program
    .command('setup-ssl')
    .summary('set up https: certificates, trust and host names')
    .description(
      'Set up https: make certificates for the sites, make the system and the browsers trust them, and add the host names to the hosts file. Prints each change. Safe to repeat.',
    )
    .option('--no-cert', 'only check your own certificates in certs/: make none, change no trust store')
    .option('--undo', 'remove what was added to trust stores and the hosts file')
    .addHelpText(
      'after',
      examples(
        ['setup-ssl', 'once, before the first up --tls'],
        ['setup-ssl --no-cert', 'check your own certificates in certs/'],
        ['setup-ssl --undo', 'remove the trust and the host names again'],
      ),
    )
    .action(async (options) => (await import('../commands/setup-ssl/setup-ssl.ts')).setupSslCommand(options))
  program
    .command('hosts')
    .summary('add or remove the host names in the hosts file')
    .description(
      'Add or remove the host names of the sites in the hosts file, and nothing else. Browsers need them for https only; curl and servers also for http.',
    )
    .addArgument(new Argument('<action>').choices(['add', 'remove'] as const))
    .addHelpText(
      'after',
      examples(
        ['hosts add', 'afterwards curl http://richie.local.dev:8070 works'],
        ['hosts remove', 'remove the lines'],
      ),
    )
    .action(async (action) => (await import('../commands/hosts.ts')).hostsCommand(action))
  program
    .command('clean')
    .summary('delete the environment and its data, after asking')
    .description('Delete the environment and its data: containers, volumes, networks, generated files.')
    .option('--images', 'also delete the images')
    .option('--adopt', 'delete also what another checkout has made under this name')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      examples(
        ['clean', 'list what will be deleted, then ask'],
        ['clean --images', 'also the images: the next start builds them again'],
      ),
    )
    .action(async (options) => (await import('../commands/clean.ts')).cleanCommand(options))
}
