import { fail, type Fix, type Verdict } from '../../../diagnosis/check.ts'
import type { UrlUpstream } from '../../../plan/upstream.ts'
import type { Exchange } from '../../http/exchange.ts'
import { readGatewayPage } from '../../http/gateway-page.ts'
import { showExchange } from '../../http/show-exchange.ts'
import { startFix } from '../../surroundings.ts'
import type { LmsContext } from '../lms-context.ts'

/**
 * Why the gateway does not reach the LMS behind it: its page says what it met, and the LMS is asked from this machine besides.
 * Undefined where the gateway said nothing of the kind.
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
    `${upstream.origin} answers on this machine, not from the containers: ${whyNot(page.id)}`,
    unreached(context, page.id, upstream),
    evidence,
  )
}

function absent({ lms }: LmsContext, { isHere }: UrlUpstream): readonly Fix[] {
  const correct = { says: `Correct its address, lms.${lms.key}.url in environment.yaml.` }
  if (!isHere) return [{ says: 'Connect the VPN that leads to it, or see whether it runs.' }, correct]
  const says =
    'Start it, whichever it is: Tutor, devstack, the FUN images:\ntutor local start -d\nmake dev.up.lms\nmake run'
  return [{ says }, correct]
}

function untrusted({ surroundings: { plan } }: LmsContext, isTrustedHere: boolean): readonly Fix[] {
  const again = startFix(plan, 'Give the containers the authorities that this machine trusts now:')
  if (isTrustedHere) return [again]
  const trust =
    'Have this machine trust the authority of the LMS (docs/guides/trust.md). On Debian and Ubuntu:\nsudo cp authority.pem /usr/local/share/ca-certificates/lms.crt && sudo update-ca-certificates'
  return [{ says: trust }, again]
}

function whyNot(id: string): string {
  switch (id) {
    case 'upstream-closed':
      return 'the connection is refused, it listens on 127.0.0.1 alone'
    case 'upstream-late':
      return 'nothing comes back, a firewall drops it'
    case 'upstream-unknown':
      return 'they do not find its name'
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
        { says: 'Tutor publishes on all addresses by itself: see what took the port.', command: 'ss -ltnp' },
      ]
    case 'upstream-late':
      return [
        {
          says: `Let the firewall of this machine accept port ${port} from Docker's networks, with ufw:`,
          command: `sudo ufw allow from 172.16.0.0/12 to any port ${port} proto tcp`,
        },
      ]
    case 'upstream-unknown':
      return [
        {
          says: isSecure
            ? `Containers ask DNS, not the hosts file of this machine: connect the VPN whose DNS knows ${host}. Its address in lms.${lms.key}.url of environment.yaml would fit no certificate.`
            : `Containers ask DNS, not the hosts file of this machine: write the IPv4 address of ${host} into lms.${lms.key}.url of environment.yaml.`,
        },
      ]
    default:
      return [
        {
          says: `Is it ${isSecure ? 'http' : 'https'} that it speaks? Then correct the scheme of lms.${lms.key}.url in environment.yaml. Else its own log tells why.`,
        },
      ]
  }
}
