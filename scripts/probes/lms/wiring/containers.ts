import { fail, ok, skip, type Check, type Fix } from '../../../diagnosis/check.ts'
import { noTls } from '../../site/site-context.ts'
import { startFix } from '../../surroundings.ts'
import type { LmsContext } from '../lms-context.ts'
import type { ContainerCall } from '../visit/container-calls.ts'
import { onlyOurMock } from '../where.ts'

export const containersReach: Check<LmsContext> = {
  id: 'containers-reach',
  title: 'Containers reach Richie and the LMS by their public addresses',
  what: "The LMS calls Richie's webhook from inside its container, by the same address that the browser uses, so that links and certificates fit. The gateway carries each site's host as a network alias and listens on the same ports inside. If that fails, course runs are not synced, although everything works in the browser.",
  see: 'docker exec campus-edx-1 node -e "fetch(\'https://richie.local.dev:8070/robots.txt\').then(({ status }) => console.log(status))"\ndocker inspect campus-gateway-1',
  fix: 'Recreate the gateway: `docker compose -f generated/compose.yaml up -d --force-recreate --no-deps gateway`; to recreate the network too: `make stop`, then `make run` (`make run-ssl`). `make run` alone does not notice that a network was changed by hand. A proxy variable inside the container must not apply to the names of the sites.',
  symptoms: ['A course is missing in Richie, or a course run differs from the LMS'],
  needs: ['heartbeat', 'richie-page'],
  look: onlyOurMock(async (context) => {
    const { containers } = context
    const calls = (await Promise.all([containers.fromRichie(), containers.fromLms()])).filter(
      (call) => call !== undefined,
    )
    if (calls.length === 0) return skip('no container of this environment was found')
    const evidence = calls.map(shown)
    const lost = calls.find(isLost)
    if (lost === undefined) return ok(calls.map(({ from }) => `from ${from}`).join(', '), evidence)
    const says = `the container ${lost.from} does not reach ${new URL(lost.url).origin}: ${came(lost)}`
    return fail(
      says,
      [
        gatewayAnew,
        {
          says: 'If that changes nothing, recreate the network too:',
          command: `make stop && ${startFix(context.surroundings.plan).command}`,
        },
      ],
      evidence,
    )
  }),
}

/** `make run` would not recreate it: compose compares the configuration, not the current state. */
const gatewayAnew: Fix = {
  says: 'Recreate the gateway, with its names in the network:',
  command: 'docker compose -f generated/compose.yaml up -d --force-recreate --no-deps gateway',
}

/** The heartbeat of an LMS is 200; Richie may have no robots.txt, but it is Richie that must say so. */
function isLost({ url, status, isGateway, untrusted }: ContainerCall): boolean {
  if (untrusted) return false
  if (status === undefined || status >= 500 || isGateway === true) return true
  return url.endsWith('/heartbeat') && status !== 200
}

function came({ status, error, isGateway }: ContainerCall): string {
  return `${error ?? status}${isGateway === true ? ', a page of the gateway' : ''}`
}

/** `richie -> https://edx.local.dev:8073/heartbeat: 200`. */
function shown(call: ContainerCall): string {
  return `${call.from} -> ${call.url}: ${came(call)}`
}

export const containersTrust: Check<LmsContext> = {
  id: 'containers-trust',
  title: 'Containers trust the certificates of the sites',
  what: 'The authority that signed the sites\' certificates must be known inside the containers that call out: Python reads `SSL_CERT_FILE` and `REQUESTS_CA_BUNDLE`, Node `NODE_EXTRA_CA_CERTS`. What the system and the browsers of this machine trust does not count there. Otherwise the LMS\'s webhook fails with "certificate verify failed" or "unable to verify the first certificate".',
  see: 'docker exec campus-edx-1 node -e "fetch(\'https://richie.local.dev:8070/robots.txt\').catch(({ cause }) => console.log(cause.code))"',
  fix: '`make run-ssl` puts the authority (`certs/ca.pem`) into a volume that the containers read. With certificates of your own, put the authority that signed them in `certs/ca.pem` (whole chain, PEM): see docs/guides/own-certificates.md.',
  symptoms: ['A container does not trust the sites: "certificate verify failed"'],
  needs: ['containers-reach'],
  look: onlyOurMock(async (context) => {
    const { containers, surroundings } = context
    if (surroundings.plan.mode === 'http') return noTls
    const calls = (await Promise.all([containers.fromRichie(), containers.fromLms()])).filter(
      (call) => call !== undefined,
    )
    if (calls.length === 0) return skip('no container of this environment was found')
    const evidence = calls.map(shown)
    const untrusting = calls.filter(({ untrusted }) => untrusted)
    const [first] = untrusting
    if (first === undefined) return ok(calls.map(({ from }) => from).join(', '), evidence)
    const who = untrusting.map(({ from }) => from).join(' and ')
    return fail(
      `${who} ${untrusting.length === 1 ? 'does' : 'do'} not trust the certificate: ${first.error}`,
      [
        startFix(context.surroundings.plan, 'Pass the authority to the containers again:'),
        { says: 'With certificates of your own, put the authority that signed them in certs/ca.pem.' },
      ],
      evidence,
    )
  }),
}
