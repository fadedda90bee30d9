import { explain } from './explained.ts'

/** What goes wrong when the connection is looked up or printed: `resolve`, `settings`. */
export const connectionFailures = explain({
  'richie-not-asked': {
    title: 'The running Richie could not say which LMS a link belongs to',
    what: '`campus resolve --verify` runs a small program in the container of Richie, which selects the LMS as Richie does. It is missing where the container was made by an older campus, and fails where Richie itself does not load.',
    see: 'bin/campus status\nbin/campus logs richie',
    mend: '`make run` brings the container up to date. If Richie does not start, its log says why. Without `--verify`, `campus resolve` needs no container.',
  },
  'no-secrets-yet': {
    title: 'There are no secrets to print yet',
    what: 'The secrets of an environment, such as the one with which an LMS signs course runs, are made at random by the first start and kept in `.campus/secrets.json`. `campus clean` removes them.',
    see: 'ls -l .campus/secrets.json',
    mend: '`make run`, then the command again. Without `--secrets` the settings are printed with the name of a variable in place of each secret.',
  },
})
