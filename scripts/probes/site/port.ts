import { isIP } from 'node:net'
import { fail, ok, skip, warn, type Check, type Fix, type Verdict } from '../../diagnosis/check.ts'
import { hostInUrl } from '../../system/addresses.ts'
import type { Knock } from '../http/exchange.ts'
import { startFix } from '../surroundings.ts'
import type { SiteContext } from './site-context.ts'

export const port: Check<SiteContext> = {
  id: 'port',
  title: 'Its port answers',
  what: "Something must accept connections on the site's port, at each address of its name. Refused means that nothing listens there: the environment is not running, or it was started with other ports. No answer at all means that something in between drops the packets (a firewall, a VPN), or that the machine is off. The browser says `ERR_CONNECTION_REFUSED` or `ERR_CONNECTION_TIMED_OUT`. `ERR_NETWORK_CHANGED` passes: each container that starts or stops adds or removes a network interface, and Chromium then aborts its https requests (HTTP/2).",
  see: 'bin/campus status\ncurl -v http://127.0.0.1:8070/\ncurl -v "http://[::1]:8070/"',
  fix: '`make run`, or `make run-ssl` in tls mode. If another program uses the port, `make run` and `bin/campus doctor` name it. If one of the two addresses is refused, the gateway was started before IPv6 was available, or with another spec: start again. After `ERR_NETWORK_CHANGED` load the page again.',
  symptoms: ['The page does not load: connection refused', 'The page does not load: `ERR_NETWORK_CHANGED`'],
  look: async ({ site, plan, lookup, client }) => {
    const addresses =
      site.gateway?.addresses ?? (isIP(site.host) === 0 ? await lookup(site.host) : [site.host])
    if (addresses.length === 0) return skip('its name is not found')
    const knocks = await Promise.all(
      addresses.map((address) => client.knock(site.origin, { address, handshake: false })),
    )
    const evidence = addresses.map(
      (address, index) => `${hostInUrl(address)}:${site.port} ${outcome(knocks[index])}`,
    )
    const closed = knocks.flatMap(({ failure }) => failure ?? [])
    if (closed.length === 0) return ok(`answers on ${addresses.map(hostInUrl).join(' and ')}`, evidence)
    // At an external site browsers skip an address of a family that this machine does not have.
    const open = addresses.filter((_, index) => knocks[index]?.failure === undefined)
    if (site.gateway === undefined && open.length > 0)
      return ok(`answers on ${open.map(hostInUrl).join(' and ')}`, evidence)
    const isSilent = closed.some(({ code }) => code !== 'ECONNREFUSED')
    const fix = site.gateway === undefined ? foreign(site.origin) : own(plan, isSilent)
    return judge(closed.length === knocks.length, isSilent, `port ${site.port}`, fix, evidence)
  },
}

function judge(
  isWhole: boolean,
  isSilent: boolean,
  port: string,
  fix: readonly Fix[],
  evidence: readonly string[],
): Verdict {
  const how = isSilent ? 'does not answer' : 'refuses connections'
  return isWhole
    ? fail(`${port} ${how}`, fix, evidence)
    : warn(`${port} ${how} at one of its addresses`, fix, evidence)
}

function own(plan: SiteContext['plan'], isSilent: boolean): readonly Fix[] {
  const again = startFix(plan, 'Start the environment')
  const drops = 'Something on this machine drops packets to its own ports: check its firewall and VPN'
  return isSilent ? [again, { says: drops }] : [again]
}

function foreign(origin: string): readonly Fix[] {
  return [
    {
      says: `Start the LMS at ${origin}, or let this machine reach it (VPN, firewall). Its address is the url in environment.yaml`,
    },
  ]
}

function outcome(knock: Knock | undefined): string {
  if (knock?.failure === undefined) return 'accepts connections'
  if (knock.failure.code === 'ECONNREFUSED') return 'refuses (ECONNREFUSED)'
  return `${knock.failure.message} (${knock.failure.code})`
}
