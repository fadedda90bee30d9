import { fail, ok, warn } from '../../diagnosis/check.ts'
import { explainAstray } from '../../hosts/advice.ts'
import { readEntries } from '../../hosts/entries.ts'
import { hostNames } from '../../hosts/hosts-file.ts'
import { astray } from '../../hosts/lookup.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { planOf } from '../facts/machine-context.ts'

export const names: DoctorCheck = {
  id: 'names',
  title: "programs of this machine find the sites' names, and find them here",
  what: "The system's resolver asks the hosts file, then DNS, as `/etc/nsswitch.conf` says. Where it leads a name elsewhere, or nowhere, browsers (over https) and servers on this machine don't find the site, although the hosts file is right. Over http browsers don't ask it for `*.localhost`; Safari does.",
  see: 'getent ahosts richie.local.dev\ngrep ^hosts: /etc/nsswitch.conf',
  fix: 'Empty the cache of names (`sudo resolvectl flush-caches`; on macOS `sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder`), and see that `files` stands first in the line `hosts:` of `/etc/nsswitch.conf`.',
  symptoms: ['The page does not load: the name is not found'],
  needs: ['spec', 'hosts-file'],
  async look(context) {
    const { hosts, disk, machine } = context
    const plan = planOf(context)
    const wanted = hostNames(plan)
    const found = await hosts.lookup(wanted)
    const evidence = wanted.map((name) => `${name}: ${(found.get(name) ?? []).join(', ') || 'no address'}`)
    const lost = astray(wanted, found)
    if (lost.length === 0) return ok(`${wanted.length} names lead here`, evidence)
    const elsewhere = lost.filter((name) => (found.get(name) ?? []).length > 0)
    if (plan.mode === 'http') {
      if (elsewhere.length === 0 && machine.platform !== 'darwin')
        return ok('browsers find *.localhost by themselves; other programs here do not', evidence)
      const says =
        elsewhere.length > 0 ? `${elsewhere.join(', ')} lead elsewhere` : "Safari can't find the sites"
      const line = `127.0.0.1 ${lost.join(' ')}`
      return warn(
        `${says}: other browsers find *.localhost by themselves`,
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
          `DNS leads ${lost.join(', ')} elsewhere, and they are not in ${hosts.file}.`,
          'Add them:',
          '  bin/campus hosts add',
        ]
    const [says = '', command] = lines
    return fail(why, [command === undefined ? { says } : { says, command: command.trim() }], evidence)
  },
}
