import { anyCertificate } from '../../../../../scripts/tls/testing/any-certificate.ts'
import type { MachineScenario } from '../machine-stage.ts'
import { notRun } from './certificates.ts'

const host = 'richie.local.dev'

/** The certificates in certs/. */
export const httpsScenarios: readonly MachineScenario[] = [
  {
    name: 'A certificate in certs/ has expired',
    mode: 'tls',
    async breaks({ authority: issuer, write }) {
      const from = new Date(Date.now() - 30 * 86_400_000)
      const { certificate, key } = await anyCertificate({ names: [host], issuer, from, days: 20 })
      write(`certs/${host}.pem`, certificate)
      write(`certs/${host}.key`, key)
    },
    fails: ['https/certificates'],
    fix: 'make setup-ssl',
    isOnlyRead: notRun,
  },
  {
    name: 'A key in certs/ is that of another certificate',
    mode: 'tls',
    async breaks({ authority: issuer, write }) {
      write(`certs/${host}.key`, (await anyCertificate({ names: [host], issuer })).key)
    },
    fails: ['https/certificates'],
    fix: 'make setup-ssl',
    isOnlyRead: notRun,
  },
]
