import { lookAtMachine } from '../system/machine.ts'
import { findStores } from './find-stores.ts'
import { reportAbsent, reportOn, type StoreReport, withProbe } from './store-report.ts'
import type { Probe } from './store.ts'
import { lookAround, type Surroundings } from './surroundings.ts'

/** Which stores accept a certificate that the authority issued; changes nothing. */
export async function inspectTrust(options: {
  readonly probe: Omit<Probe, 'file'>
  readonly machine?: Surroundings['machine']
  readonly env?: Surroundings['env']
}): Promise<readonly StoreReport[]> {
  const { probe, machine = lookAtMachine(), env } = options
  const stores = findStores(lookAround(machine, env))
  return await withProbe(probe, (probe) =>
    Promise.all(
      stores.map(async (store) => {
        if (store.kind === 'absent') return reportAbsent(store)
        const reason = await store.verify(probe)
        return reason === undefined ? reportOn(store, 'trusted') : reportOn(store, 'left', { detail: reason })
      }),
    ),
  )
}
