import { fail, ok, skip, type Check } from '../../diagnosis/check.ts'
import { withProbe } from '../../trust/store-report.ts'
import type { AbsentStore, Probe, Store } from '../../trust/store.ts'
import { planOf, tlsPlanOf, type MachineContext } from '../facts/machine-context.ts'

/** One store of this machine, and the machine around it. */
export type StoreContext = { readonly store: Store | AbsentStore; readonly machine: MachineContext }

export const trust: Check<StoreContext> = {
  id: 'trust',
  title: 'this trust store accepts the certificates of the sites',
  what: "Each browser has its own trust store: Chromium and Chrome on Linux read `~/.local/share/pki/nssdb` or `~/.pki/nssdb`, each Firefox profile has its own, curl and Python read the system's, macOS uses its keychain. On a `.dev` name a certificate warning cannot be clicked away.",
  see: 'certutil -L -d sql:$HOME/.pki/nssdb\nopenssl verify certs/richie.local.dev.pem',
  fix: '`make setup-ssl` adds the authority to each store that lacks it, and prints what it could not do. By hand, by system and browser: docs/guides/trust.md. Restart the browser afterwards.',
  symptoms: [
    'A certificate warning: `ERR_CERT_AUTHORITY_INVALID`, `SEC_ERROR_UNKNOWN_ISSUER`, curl\'s "unable to get local issuer certificate"',
  ],
  needs: ['spec', 'certificates'],
  async look({ store, machine }) {
    if (store.kind === 'absent') return skip(store.detail)
    const leaf = planOf(machine).mode === 'tls' ? probeOf(machine) : undefined
    if (leaf === undefined) return skip('not used over http')
    const reason = await withProbe(leaf, (probe) => store.verify(probe))
    if (reason === undefined) return ok(store.where)
    return fail(
      `does not accept the certificate of ${leaf.host}: ${reason.split('\n')[0]}`,
      [{ says: 'Add the authority to this store.', command: 'make setup-ssl' }],
      [`${store.title}: ${store.where}`, ...reason.split('\n').slice(1)],
    )
  },
}

/** Richie's certificate: checking one site is enough, since the same authority issued all. */
function probeOf(machine: MachineContext): Omit<Probe, 'file'> | undefined {
  const { host } = tlsPlanOf(machine).richie.site
  const { certificate, key } = machine.certificates.pair(host)
  if (certificate.kind !== 'text' || key.kind !== 'text') return undefined
  return { host, pair: { certificate: certificate.text, key: key.text } }
}
