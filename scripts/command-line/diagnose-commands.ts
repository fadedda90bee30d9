import type { Command } from '@commander-js/extra-typings'
import { examples, commaList, jsonOption, modeOption } from './options.ts'

const verbose = ['--verbose', 'show every check: what it proves and what it saw'] as const

/** Commands that find what is wrong, and how to fix it. */
export function addDiagnoseCommands(program: Command): void {
  program.commandsGroup('When something is wrong:')
  program
    .command('check')
    .summary('check each setting of the connection between Richie and the LMS')
    .description(
      'Check the running connection between Richie and the LMS from outside, as a browser does. For each wrong setting, say how to fix it. Changes nothing unless you add --enrol. Exit code 1 if a check failed.',
    )
    .argument('[lms-or-link...]', 'check only these LMSes (by key), or also check this course link')
    .addOption(modeOption())
    .addOption(jsonOption())
    .option(...verbose)
    .option('--enrol', 'also enrol the test learner and unenrol them again')
    .option('--only <ids>', 'run only these checks (comma-separated) and those they need', commaList)
    .addHelpText(
      'after',
      examples(
        ['check', 'Richie and every LMS'],
        ['check edx --enrol', 'one LMS, including enrolment'],
        ['check --only cors,csrf-cookie', 'two checks, and those they need'],
      ),
    )
    .action(async (targets, options) =>
      (await import('../commands/check/check.ts')).checkCommand(targets, options),
    )
  program
    .command('doctor')
    .summary('check this machine: Docker, ports, host names, certificates')
    .description(
      'Check this machine: Docker, ports, hosts file, certificates, trust stores, proxies, disk, clock. Changes nothing unless you add --fix. Exit code 1 if a check failed.',
    )
    .addOption(jsonOption())
    .option(...verbose)
    .option('--fix', 'fix what is safe to fix: list the changes, then ask')
    .option('--yes', 'with --fix: do not ask')
    .addHelpText(
      'after',
      examples(['doctor', 'list problems, and how to fix them'], ['doctor --fix', 'fix them']),
    )
    .action(async (options) => (await import('../commands/doctor.ts')).doctorCommand(options))
  program
    .command('resolve')
    .summary('show which LMS a course link belongs to, and why')
    .description(
      "Show which LMS a course link belongs to by Richie's two rules (Python and JavaScript), the course id that each finds, and what Richie's page then shows. Exit code 1 if no LMS matches or the rules disagree.",
    )
    .argument('<url>', 'a course link, as entered in Richie')
    .addOption(jsonOption())
    .option('--verify', 'also ask the running Richie itself')
    .addOption(modeOption())
    .addHelpText(
      'after',
      examples(
        [
          'resolve http://edx.campus.localhost:8073/courses/course-v1:edX+Open+2026/info',
          'why this link matches, or why not',
        ],
        ['resolve --verify <url>', 'also ask the running Richie'],
      ),
    )
    .action(async (url, options) =>
      (await import('../commands/resolve/resolve.ts')).resolveCommand(url, options),
    )
}
