import { anyCertificate, type Signed } from '../../../../../scripts/tls/testing/any-certificate.ts'
import type { RunningScenario } from '../scenario.ts'

const edx = 'edx.local.dev'
const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs)
export const notRun = 'setup-ssl changes the trust stores of this machine: tests/bare runs it in containers'

/** What the gateway presents for the LMS, and whom this machine and the containers trust. */
export const certificateScenarios: readonly RunningScenario[] = [
  ...[
    {
      name: 'The certificate of the LMS comes from an authority that nobody trusts',
      issue: async () => {
        const issuer = await anyCertificate({ subject: 'CN=Another authority', isAuthority: true })
        return await anyCertificate({ names: [edx], issuer })
      },
      fails: ['edx/certificate-trust'],
    },
    {
      name: 'The certificate of the LMS has signed itself',
      issue: () => anyCertificate({ names: [edx], subject: `CN=${edx}` }),
      fails: ['edx/certificate-trust'],
    },
    {
      name: 'The certificate of the LMS is for another name',
      issue: (issuer: Signed) => anyCertificate({ names: ['edx.local.test'], issuer }),
      fails: ['edx/certificate-names'],
    },
    {
      name: 'The certificate of the LMS has expired',
      issue: (issuer: Signed) => anyCertificate({ names: [edx], issuer, from: daysAgo(30), days: 20 }),
      fails: ['edx/certificate-dates'],
    },
    {
      name: 'The certificate of the LMS expires in three days',
      issue: (issuer: Signed) => anyCertificate({ names: [edx], issuer, from: daysAgo(30), days: 33 }),
      fails: [],
      warns: ['edx/certificate-dates'],
    },
  ].map(({ issue, ...scenario }): RunningScenario => ({
    mode: 'tls',
    family: 'certificates',
    breaks: async ({ authority, certify }) => certify(edx, await issue(authority)),
    fix: 'make setup-ssl',
    isOnlyRead: notRun,
    ...scenario,
  })),
  {
    name: 'The certificate of the LMS is not valid yet: a clock that is wrong',
    mode: 'tls',
    family: 'certificates',
    breaks: async ({ authority: issuer, certify }) =>
      certify(edx, await anyCertificate({ names: [edx], issuer, from: daysAgo(-2) })),
    fails: ['edx/certificate-dates'],
    fix: 'sudo timedatectl set-ntp true',
    isOnlyRead: 'the clock of this machine is left alone',
  },
  {
    name: 'This machine does not trust the authority of the certificates',
    mode: 'tls',
    family: 'certificates',
    breaks: ({ setEnv }) => setEnv({ SSL_CERT_FILE: '' }),
    fails: ['richie/certificate-trust', 'edx/certificate-trust'],
    fix: 'make setup-ssl',
    isOnlyRead: notRun,
  },
  {
    name: 'Containers do not trust the authority of the certificates',
    mode: 'tls',
    breaks: ({ edit }) =>
      edit('.campus/trust/ca-certificates.crt', (text) => text.slice(0, text.indexOf('-----END') + 25)),
    fails: ['edx/containers-trust'],
    fix: 'make run-ssl',
  },
]
