import { ok, skip, warn } from '../../diagnosis/check.ts'
import { readEntries } from '../../hosts/entries.ts'
import { hostNames } from '../../hosts/hosts-file.ts'
import { isLoopback } from '../../system/addresses.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { tlsPlanOf } from '../facts/machine-context.ts'

export const dnsRebinding: DoctorCheck = {
  id: 'dns-rebinding',
  title: 'the DNS server leaves answers alone that lead to this machine',
  what: 'Many routers and company resolvers take loopback addresses out of DNS answers, or put another address in their place, as a protection against DNS rebinding. A domain whose public DNS leads to 127.0.0.1 then does not work behind them. The hosts file is asked before DNS, so names that are in it are not concerned.',
  see: 'resolvectl query richie.local.dev\ndig +short richie.local.dev',
  fix: 'Put the names into the hosts file: `bin/campus hosts add`. Or allow the domain in the router: its setting is called DNS rebind protection (`rebind-domain-ok=/local.dev/` of dnsmasq, `private-domain: local.dev` of unbound).',
  symptoms: ['The page does not load: the name is not found'],
  needs: ['spec'],
  async look(context) {
    const wanted = hostNames(tlsPlanOf(context))
    const inFile = readEntries(context.hosts.text()).flatMap((entry) => entry.names)
    const answers = await Promise.all(
      wanted.map(async (name) => ({ name, said: await context.network.askDns(name) })),
    )
    const evidence = answers.map(
      ({ name, said }) =>
        `DNS alone, ${name}: ${typeof said === 'string' ? said : said.join(', ') || 'no address'}`,
    )
    const known = answers.filter(({ said }) => typeof said !== 'string' || said === 'ENODATA')
    if (known.length === 0) return skip('DNS does not know the names, so nothing can be rewritten')
    const harmed = known
      .filter(({ said }) => typeof said === 'string' || said.length === 0 || !said.every(isLoopback))
      .map(({ name }) => name)
    if (harmed.length === 0) return ok('DNS itself leads the names here', evidence)
    const open = harmed.filter((name) => !inFile.includes(name))
    if (open.length === 0) return ok('DNS answers otherwise, and the hosts file is asked before it', evidence)
    return warn(
      `DNS knows ${open.join(', ')}, and does not lead them here: the answer may have been dropped or rewritten`,
      [
        { says: 'Put them into the hosts file, which is asked first.', command: 'bin/campus hosts add' },
        {
          says: `Allow the domain in the router (DNS rebind protection), for dnsmasq:\nrebind-domain-ok=/${tlsPlanOf(context).domain}/`,
        },
      ],
      evidence,
    )
  },
}
