import { fail, type Fix, type Verdict } from '../../../diagnosis/check.ts'
import type { UrlUpstream } from '../../../plan/upstream.ts'
import type { Exchange } from '../../http/exchange.ts'
import { readGatewayPage } from '../../http/gateway-page.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { startFix } from '../../surroundings.ts'
import type { LmsContext } from '../lms-context.ts'

/**
 * Why the gateway does not reach the LMS behind it: its page names the failure, and the LMS is called from this machine too.
 * Undefined if the gateway did not show such a page.
 */
export async function behindGateway(context: LmsContext, exchange: Exchange): Promise<Verdict | undefined> {
  const upstream = context.lms.site?.upstream
  const page = readGatewayPage(exchange.answer?.body ?? '')
  if (upstream?.kind !== 'url' || page === undefined) return undefined
  const direct = await context.client.ask(`${upstream.origin}/`)
  const evidence = [...showExchange(exchange), `the gateway: ${page.state}`, ...showExchange(direct)]
  if (direct.answer === undefined && direct.failure?.certificate === undefined) {
    return fail(
      `nothing answers at ${upstream.origin}: ${direct.failure?.code ?? ''}`,
      absent(context, upstream),
      evidence,
    )
  }
  if (page.id === 'upstream-untrusted') {
    const isTrustedHere = direct.answer !== undefined
    const who = isTrustedHere ? 'the gateway' : 'this machine'
    return fail(
      `${who} does not trust the certificate of ${upstream.origin}`,
      untrusted(context, isTrustedHere),
      evidence,
    )
  }
  return fail(
    `${upstream.origin} answers this machine, but not the containers: ${whyNot(page.id)}`,
    unreached(context, page.id, upstream),
    evidence,
  )
}

function absent({ lms }: LmsContext, { isHere }: UrlUpstream): readonly Fix[] {
  const correct = { says: `Correct its address, lms.${lms.key}.url in environment.yaml.` }
  if (!isHere) return [{ says: 'Connect to its VPN, or check that it is running.' }, correct]
  const says =
    'Start it. Tutor, devstack and the FUN images, in this order:\ntutor local start -d\nmake dev.up.lms\nmake run'
  return [{ says }, correct]
}

function untrusted({ surroundings: { plan } }: LmsContext, isTrustedHere: boolean): readonly Fix[] {
  const again = startFix(plan, 'Pass the authorities that this machine trusts to the containers:')
  if (isTrustedHere) return [again]
  const trust =
    'Have this machine trust the authority of the LMS (docs/guides/trust.md). On Debian and Ubuntu:\nsudo cp authority.pem /usr/local/share/ca-certificates/lms.crt && sudo update-ca-certificates'
  return [{ says: trust }, again]
}

function whyNot(id: string): string {
  switch (id) {
    case 'upstream-closed':
      return 'the connection is refused, it listens on 127.0.0.1 only'
    case 'upstream-late':
      return 'no reply, a firewall drops the packets'
    case 'upstream-unknown':
      return 'they cannot resolve its name'
    default:
      return 'the connection is cut'
  }
}

function unreached({ lms }: LmsContext, id: string, { port, host, isSecure }: UrlUpstream): readonly Fix[] {
  switch (id) {
    case 'upstream-closed':
      return [
        {
          says: `In the compose file of the LMS (devstack, FUN images), publish the port on all addresses:\nports: ["${port}:${port}"]  # not 127.0.0.1:${port}:${port}`,
        },
        { says: `A server that runs without containers:\npython manage.py lms runserver 0.0.0.0:${port}` },
        {
          says: 'Tutor publishes on all addresses already: see what else holds the port.',
          command: 'ss -ltnp',
        },
      ]
    case 'upstream-late':
      return [
        {
          says: `Have this machine's firewall accept port ${port} from Docker's networks. With ufw:`,
          command: `sudo ufw allow from 172.16.0.0/12 to any port ${port} proto tcp`,
        },
      ]
    case 'upstream-unknown':
      return [
        {
          says: isSecure
            ? `Containers use DNS, not this machine's hosts file: connect the VPN whose DNS knows ${host}. (An IP address in lms.${lms.key}.url of environment.yaml would not match the certificate.)`
            : `Containers use DNS, not this machine's hosts file: write the IPv4 address of ${host} into lms.${lms.key}.url of environment.yaml.`,
        },
      ]
    default:
      return [
        {
          says: `If it speaks ${isSecure ? 'http' : 'https'}, correct the scheme of lms.${lms.key}.url in environment.yaml. Otherwise read its log.`,
        },
      ]
  }
}
