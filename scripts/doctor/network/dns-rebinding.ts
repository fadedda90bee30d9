import { ok, skip, warn } from '../../diagnosis/check.ts'
import { readEntries } from '../../hosts/entries.ts'
import { hostNames } from '../../hosts/hosts-file.ts'
import { isLoopback } from '../../system/addresses.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { tlsPlanOf } from '../facts/machine-context.ts'

export const dnsRebinding: DoctorCheck = {
  id: 'dns-rebinding',
  title: 'the DNS server does not filter answers with loopback addresses',
  what: 'Many routers and company resolvers remove loopback addresses from DNS answers, or replace them, to protect against DNS rebinding. A domain whose public DNS points to 127.0.0.1 then does not work on their network. Names in the hosts file are not affected: it is read before DNS.',
  see: 'resolvectl query richie.local.dev\ndig +short richie.local.dev',
  fix: 'Add the names to the hosts file: `bin/campus hosts add`. Or allow the domain in the router, where the setting is called DNS rebind protection (`rebind-domain-ok=/local.dev/` in dnsmasq, `private-domain: local.dev` in unbound).',
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
        `DNS only, ${name}: ${typeof said === 'string' ? said : said.join(', ') || 'no address'}`,
    )
    const known = answers.filter(({ said }) => typeof said !== 'string' || said === 'ENODATA')
    if (known.length === 0) return skip('the names are not in DNS')
    const harmed = known
      .filter(({ said }) => typeof said === 'string' || said.length === 0 || !said.every(isLoopback))
      .map(({ name }) => name)
    if (harmed.length === 0) return ok('DNS points the names to this machine', evidence)
    const open = harmed.filter((name) => !inFile.includes(name))
    if (open.length === 0) return ok('DNS answers otherwise, but the hosts file comes first', evidence)
    return warn(
      `DNS knows ${open.join(', ')}, but not with a loopback address: the answer may have been filtered`,
      [
        { says: 'Add them to the hosts file, which is read first.', command: 'bin/campus hosts add' },
        {
          says: `Allow the domain in the router (DNS rebind protection), for dnsmasq:\nrebind-domain-ok=/${tlsPlanOf(context).domain}/`,
        },
      ],
      evidence,
    )
  },
}
