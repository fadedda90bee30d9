import { isIP } from 'node:net'
import { fail, ok, skip, warn, type Check, type Verdict } from '../../diagnosis/check.ts'
import { isLoopback } from '../../system/addresses.ts'
import type { SiteContext } from './site-context.ts'

export const name: Check<SiteContext> = {
  id: 'name',
  title: "The site's name resolves to the right address",
  what: "A browser must resolve the site's host name to the addresses on which the gateway listens: 127.0.0.1, and ::1 if this machine has IPv6. In http mode the browser resolves `*.localhost` names itself; the names of tls mode are in the hosts file. If a name is missing, the browser says that the server can't be found (`ERR_NAME_NOT_RESOLVED`); if it leads elsewhere, another machine answers, or nothing does. If only one of IPv4 and IPv6 is right, pages load, but some programs wait or fail.",
  see: 'getent ahosts richie.local.dev\ngrep -n local.dev /etc/hosts',
  fix: '`bin/campus hosts add` writes the lines of all sites (`make setup-ssl` does it too). If a name leads elsewhere, an older line of the hosts file comes first, or a DNS server answers: remove that line, or the name from it, and let campus write its own. The name of an external LMS must resolve on this machine: check VPN and DNS first.',
  symptoms: ['The page does not load: the name is not found'],
  look: async ({ site: { host, gateway }, lookup }) => {
    if (isIP(host) !== 0) return skip('the site has no name, only an IP address')
    const found = await lookup(host)
    const evidence = [`${host} -> ${found.length === 0 ? 'no address' : found.join(', ')}`]
    return gateway === undefined
      ? judgeForeign(host, found, evidence)
      : judgeOwn(host, found, gateway.addresses, evidence)
  },
}

function judgeForeign(host: string, found: readonly string[], evidence: readonly string[]): Verdict {
  if (found.length > 0) return ok(`leads to ${found.join(', ')}`, evidence)
  const says = `Connect the VPN that knows ${host}, or correct the LMS's url in environment.yaml`
  return fail(`${host} is not found`, [{ says }], evidence)
}

function judgeOwn(
  host: string,
  found: readonly string[],
  published: readonly string[],
  evidence: readonly string[],
): Verdict {
  const add = {
    says: 'Add the names of all sites to the hosts file',
    command: 'bin/campus hosts add',
  }
  if (found.length === 0) return fail(`${host} is not found`, [add], evidence)
  const right = found.filter((address) => published.includes(address))
  // Browsers skip a loopback address on which nothing is published if they know another one.
  const astray = found.filter(
    (address) => !right.includes(address) && (right.length === 0 || !isLoopback(address)),
  )
  if (astray.length > 0) {
    const line = `Remove the line of the hosts file that sends it there, or correct your DNS. The right lines:\n${linesFor(host, published)}`
    return fail(`${host} leads to ${astray.join(', ')}, not to the gateway`, [{ says: line }, add], evidence)
  }
  const missing = published.filter((address) => !found.includes(address))
  if (missing.length > 0) {
    return warn(
      `${host} leads to ${right.join(', ')}, but not to ${missing.join(', ')}`,
      // `hosts add` does not change a name that leads here already.
      [{ says: `Add the missing line to the hosts file:\n${linesFor(host, missing)}` }],
      evidence,
    )
  }
  return ok(`leads to ${right.join(' and ')}`, evidence)
}

function linesFor(host: string, addresses: readonly string[]): string {
  return addresses.map((address) => `${address} ${host}`).join('\n')
}
