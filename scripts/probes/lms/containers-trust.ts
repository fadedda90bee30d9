import { fail, ok, skip, type Check } from '../../diagnosis/check.ts'
import { shown } from './containers-reach.ts'
import { noTls } from '../no-tls.ts'
import { start } from '../start.ts'
import type { LmsContext } from './lms-context.ts'
import { ofMock } from './where.ts'

export const containersTrust: Check<LmsContext> = {
  id: 'containers-trust',
  title: 'Containers trust the certificates of the sites',
  what: 'The authority that signed the sites\' certificates must be known inside the containers that call out: Python reads `SSL_CERT_FILE` and `REQUESTS_CA_BUNDLE`, Node `NODE_EXTRA_CA_CERTS`. What the system and the browsers of this machine trust is nothing to them. Otherwise the LMS\'s webhook fails with "certificate verify failed" or "unable to verify the first certificate".',
  see: 'docker exec campus-edx-1 node -e "fetch(\'https://richie.local.dev:8070/robots.txt\').catch(({ cause }) => console.log(cause.code))"',
  mend: '`make run-ssl` puts the authority (`certs/ca.pem`) into a volume that the containers read. Certificates of your own: let the authority that signed them stand in `certs/ca.pem`, whole chain, PEM. docs/guides/own-certificates.md tells more.',
  symptoms: ['A container does not trust the sites: "certificate verify failed"'],
  needs: ['containers-reach'],
  look: ofMock(async (context) => {
    const { containers, surroundings } = context
    if (surroundings.plan.mode === 'http') return noTls
    const calls = (await Promise.all([containers.fromRichie(), containers.fromLms()])).filter(
      (call) => call !== undefined,
    )
    if (calls.length === 0) return skip('no container of ours was found')
    const evidence = calls.map(shown)
    const untrusting = calls.filter(({ untrusted }) => untrusted)
    const [first] = untrusting
    if (first === undefined) return ok(calls.map(({ from }) => from).join(', '), evidence)
    const who = untrusting.map(({ from }) => from).join(' and ')
    return fail(
      `${who} ${untrusting.length === 1 ? 'does' : 'do'} not trust the certificate: ${first.error}`,
      [
        start(context.surroundings.plan, 'To give the authority to the containers anew:'),
        { says: 'Certificates of your own: the authority that signed them must stand in certs/ca.pem.' },
      ],
      evidence,
    )
  }),
}
