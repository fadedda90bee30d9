import { explain } from './explained.ts'

/** What is wrong with the spec, the command line, or the files that come of them. */
export const specFailures = explain({
  'wrong-spec': {
    title: 'The spec is wrong, or missing',
    what: 'Every problem of `environment.yaml` and `environment.local.yaml` is reported at once, as `file:line:column key: what is wrong`, with exit code 2. Nothing is written, and what runs goes on.',
    see: 'bin/campus render --check\nmore environment.schema.json',
    mend: 'Edit the line that is named. All keys, with their meaning and default, are in `environment.schema.json`, which editors use for completion. The spec as it was: `git checkout environment.yaml`. See also [spec](#spec).',
  },
  'command-line': {
    title: 'The command line is wrong',
    what: 'There is no command, option, service, check, LMS or fault of that name, or two parts of the command line do not fit together. Exit code 2; nothing was done.',
    see: 'bin/campus --help\nbin/campus lms --help',
    mend: 'The message names what there is.',
  },
  'no-terminal': {
    title: 'A question could not be asked',
    what: 'What removes or changes something of yours asks first. Here is no terminal to ask on: a pipe, a script, a job of a CI. Nothing was done.',
    see: 'test -t 0 && test -t 1 && echo a terminal',
    mend: 'Add `--yes` where you have agreed, or run the command on a terminal.',
  },
  'generated-differs': {
    title: 'Files in generated/ are not what the spec says',
    what: '`campus render --check` compares, and prints the difference. Either the spec was changed since, or a file in `generated/` was edited. Nothing reads such an edit back: the next `make run` keeps it aside under another name and writes the file anew.',
    see: 'bin/campus render --check',
    mend: '`bin/campus render` writes the files, `make run` also applies them. A change that is to stay belongs into `environment.yaml` or `environment.local.yaml`. See also `generated-files`.',
    symptoms: ['An edit of environment.yaml, or of a file in generated/, has no effect'],
  },
  'secrets-unreadable': {
    title: "The environment's secrets can't be read",
    what: '`.campus/secrets.json` is not what campus wrote. It holds the passwords of the database and of the admin, and the secret that signs course-run synchronisation.',
    see: 'ls -l .campus/secrets.json',
    mend: 'Restore it. Or remove it, and `make run` makes new ones: the database takes its new password at its start, an admin who is there keeps his (`bin/campus manage changepassword admin`). A real LMS (`provider: external`) must be told the new synchronisation secret.',
  },
})
