import { fail, ok, warn } from '../../diagnosis/check.ts'
import { explainAstray } from '../../hosts/advice.ts'
import { readEntries } from '../../hosts/entries.ts'
import { hostNames } from '../../hosts/hosts-file.ts'
import { astray } from '../../hosts/lookup.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { planOf } from '../facts/machine-context.ts'

export const names: DoctorCheck = {
  id: 'names',
  title: "the sites' names resolve to this machine",
  what: "The system's resolver asks the hosts file, then DNS, in the order of `/etc/nsswitch.conf`. If it resolves a name to another address, or not at all, browsers (over https) and servers on this machine don't find the site, even with a correct hosts file. Over http browsers resolve `*.localhost` on their own; Safari does not.",
  see: 'getent ahosts richie.local.dev\ngrep ^hosts: /etc/nsswitch.conf',
  fix: 'Empty the name cache (`sudo resolvectl flush-caches`; on macOS `sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder`), and make sure that `files` comes first in the line `hosts:` of `/etc/nsswitch.conf`.',
  symptoms: ['The page does not load: the name is not found'],
  needs: ['spec', 'hosts-file'],
  async look(context) {
    const { hosts, disk, machine } = context
    const plan = planOf(context)
    const wanted = hostNames(plan)
    const found = await hosts.lookup(wanted)
    const evidence = wanted.map((name) => `${name}: ${(found.get(name) ?? []).join(', ') || 'no address'}`)
    const lost = astray(wanted, found)
    if (lost.length === 0) return ok(`${wanted.length} names resolve to this machine`, evidence)
    const elsewhere = lost.filter((name) => (found.get(name) ?? []).length > 0)
    if (plan.mode === 'http') {
      if (elsewhere.length === 0 && machine.platform !== 'darwin')
        return ok('browsers resolve *.localhost on their own; other programs here do not', evidence)
      const says =
        elsewhere.length > 0
          ? `${elsewhere.join(', ')} ${elsewhere.length === 1 ? 'resolves' : 'resolve'} elsewhere`
          : "Safari can't find the sites"
      const line = `127.0.0.1 ${lost.join(' ')}`
      return warn(
        `${says}: other browsers resolve *.localhost on their own`,
        [{ says: `Add to ${hosts.file}:\n${line}` }],
        evidence,
      )
    }
    const isInFile = readEntries(hosts.text()).some((entry) =>
      lost.some((name) => entry.names.includes(name)),
    )
    const nsswitch = disk.read('/etc/nsswitch.conf')
    const [why = '', ...lines] = isInFile
      ? explainAstray(lost.slice(0, 1), found, { file: hosts.file, platform: machine.platform, nsswitch })
      : [
          `DNS does not point ${lost.join(', ')} to this machine, nor does ${hosts.file}.`,
          'Add them:',
          '  bin/campus hosts add',
        ]
    const [says = '', command] = lines
    return fail(why, [command === undefined ? { says } : { says, command: command.trim() }], evidence)
  },
}
