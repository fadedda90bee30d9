import { explain } from './explained.ts'

/** What goes wrong when the connection is looked up or printed: `resolve`, `settings`. */
export const connectionFailures = explain({
  'richie-not-asked': {
    title: 'The running Richie could not say which LMS a link belongs to',
    what: '`campus resolve --verify` runs a small program in the container of Richie, which selects the LMS as Richie does. It is missing where the container was made by an older campus, and fails where Richie itself does not load.',
    see: 'bin/campus status\nbin/campus logs richie',
    mend: '`make run` brings the container up to date. If Richie does not start, its log says why. Without `--verify`, `campus resolve` needs no container.',
  },
  'richie-not-ours': {
    title: 'Richie is not a service of this environment',
    what: 'The spec says with `richie.source.url` that Richie runs by itself. It is wired and served, and has no container here: there is no log to read, no `manage.py` to run, and no selection of an LMS to ask for.',
    see: 'bin/campus status\nbin/campus check',
    mend: 'Read its log and run its `manage.py` where it was started; `bin/campus settings richie` prints what it must be told. For a Richie of ours name another source: `richie: { source: { version: 3.5.1 } }`.',
  },
  'no-secrets-yet': {
    title: 'There are no secrets to print yet',
    what: 'The secrets of an environment, such as the one with which an LMS signs course runs, are made at random by the first start and kept in `.campus/secrets.json`. `campus clean` removes them.',
    see: 'ls -l .campus/secrets.json',
    mend: '`make run`, then the command again. Without `--secrets` the settings are printed with the name of a variable in place of each secret.',
  },
})
