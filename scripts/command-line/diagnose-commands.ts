import type { Command } from '@commander-js/extra-typings'
import { examples, commaList, jsonOption, modeOption } from './options.ts'

const verbose = ['--verbose', 'every check, with what it proves and what it saw'] as const

/** Commands that say what is wrong and how to fix it. */
export function addDiagnoseCommands(program: Command): void {
  program.commandsGroup('When something is wrong:')
  program
    .command('check')
    .summary('is the connection really working: every setting of it')
    .description(
      'Probes the running connection from outside, as a browser does, and says of each setting that is wrong how to fix it. Reads only, unless --enrol. Exit code 1 where something failed.',
    )
    .argument('[lms-or-link...]', 'only these LMSes, by key; a course link of yours is checked too')
    .addOption(modeOption())
    .addOption(jsonOption())
    .option(...verbose)
    .option('--enrol', 'enrol the learner for checks and take it back: the probes that write')
    .option('--only <ids>', 'only these checks, with commas between them, and what they need', commaList)
    .addHelpText(
      'after',
      examples(
        ['check', 'Richie and every LMS'],
        ['check edx --enrol', 'one LMS, enrolment included'],
        ['check --only cors,csrf-cookie', 'two checks, and what they need'],
      ),
    )
    .action(async (targets, options) =>
      (await import('../commands/check/check.ts')).checkCommand(targets, options),
    )
  program
    .command('doctor')
    .summary('is this machine fit: Docker, ports, names, certificates, and more')
    .description(
      'Looks at this machine: Docker, ports, hosts file, certificates, trust stores, proxies, disk, clock. Changes nothing, unless --fix. Exit code 1 where something failed.',
    )
    .addOption(jsonOption())
    .option(...verbose)
    .option('--fix', 'fix what can be fixed safely: says what, and asks')
    .option('--yes', 'with --fix: do not ask')
    .addHelpText(
      'after',
      examples(['doctor', 'what stands in the way, and how to fix it'], ['doctor --fix', 'and fix it']),
    )
    .action(async (options) => (await import('../commands/doctor.ts')).doctorCommand(options))
  program
    .command('resolve')
    .summary('which LMS a course link belongs to, and why')
    .description(
      "Which LMS a course link belongs to, by Python's rule and by JavaScript's, the course id that each gives, and what Richie's page then shows. Exit code 1 where none matches or they differ.",
    )
    .argument('<url>', 'a course link, as it stands in Richie')
    .addOption(jsonOption())
    .option('--verify', "ask the running Richie's own Python too")
    .addOption(modeOption())
    .addHelpText(
      'after',
      examples(
        [
          'resolve http://edx.campus.localhost:8073/courses/course-v1:edX+Open+2026/info',
          'why this link matches, or not',
        ],
        ['resolve --verify <url>', 'and what the running Richie makes of it'],
      ),
    )
    .action(async (url, options) =>
      (await import('../commands/resolve/resolve.ts')).resolveCommand(url, options),
    )
}
