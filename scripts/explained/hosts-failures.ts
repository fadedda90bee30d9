import { explain } from './explained.ts'

/** What keeps the hosts file from being read or changed. */
export const hostsFailures = explain({
  'hosts-elsewhere': {
    title: 'The hosts file sends a name of a site to another machine',
    what: 'A line that is not of campus gives a name of a site an address that is not loopback. The first line of a name wins, so the block of campus could not mend it, and none is written.',
    see: "grep -n 'local.dev' /etc/hosts\ngetent hosts richie.local.dev",
    mend: 'Remove the line that is named, or the name from it. Or take other names: `domain`, or `host` of the site, in `environment.local.yaml`. See also `hosts-file`.',
    symptoms: ['The page does not load: the name is not found'],
  },
  'hosts-unreadable': {
    title: "The hosts file can't be read",
    what: 'It is a folder, a link that leads nowhere, or may not be read by you. Every program that looks up a name needs to read it.',
    see: 'ls -lL /etc/hosts',
    mend: 'An ordinary file that all may read is right: `sudo chmod 644 /etc/hosts`. Where `CAMPUS_HOSTS_FILE` names another file, look at that one.',
  },
  'hosts-block-broken': {
    title: 'The block of campus in the hosts file was edited',
    what: 'campus keeps its lines between two marks, `# >>> campus` and `# <<< campus`. A mark is missing or there twice, or a line of yours stands between them. Rather than guess, it changes nothing.',
    see: "grep -n -A6 'campus' /etc/hosts",
    mend: 'Move your own lines out of the block, or delete the broken marks with the lines of campus. Then the same command again. See also `hosts-file`.',
  },
  'hosts-busy': {
    title: 'The hosts file is changed by another program again and again',
    what: 'A VPN client, a container tool or an editor wrote the file each time between our reading and writing. Its changes were kept, ours were not made.',
    see: 'ls -lt /etc/hosts*',
    mend: 'Try again once the other program is done.',
  },
  'hosts-cut-short': {
    title: 'A change of the hosts file was cut short, and the file was changed since',
    what: 'campus was killed while it wrote, and kept what the file was and what it was to be, beside it. Another program has changed the file meanwhile, so it is not clear which text is right: nothing is touched.',
    see: 'ls -l /etc/hosts*',
    mend: 'Compare with the `diff` commands that are printed, make the file right, then remove the two copies with the printed `rm`.',
  },
})
