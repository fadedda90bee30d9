import type { Row } from '../system/board.ts'
import { lookAtMachine } from '../system/machine.ts'
import { findStores, storeOf } from './find-stores.ts'
import { withRecord } from './record.ts'
import { reportAbsent, reportOn, type StoreReport } from './store-report.ts'
import type { Anchor, Probe } from './store.ts'
import { lookAround, type Surroundings } from './surroundings.ts'
import { trustStore, type TrustWork } from './trust-store.ts'
import { removeEntry } from './undo-trust.ts'
import { withProbe } from './with-probe.ts'

/**
 * Makes every store of this machine trust an authority: those that refuse the probe (a certificate that it issued) are
 * given its certificate, each change is said, recorded, and proven by the probe. A store that can't be changed is
 * reported as left, with the commands; none of them is a failure of the whole.
 */
export async function trustAuthority(options: {
  readonly authority: Anchor
  readonly probe: Omit<Probe, 'file'>
  readonly row: Row
  readonly machine?: Surroundings['machine']
  readonly env?: Surroundings['env']
}): Promise<readonly StoreReport[]> {
  const { authority: anchor, row, machine = lookAtMachine(), env } = options
  const around = lookAround(machine, env)
  return await withRecord(around, (record) =>
    withProbe(options.probe, async (probe) => {
      const work = { anchor, probe, row, around, record }
      const reports: StoreReport[] = [...(await removeReplaced(work))]
      const found = findStores(around)
      // All at once, since mostly there is nothing to do.
      const refusals = await Promise.all(
        found.map(async (store) => (store.kind === 'absent' ? undefined : await store.verify(probe))),
      )
      for (const [index, store] of found.entries())
        reports.push(
          store.kind === 'absent' ? reportAbsent(store) : await trustStore(work, store, refusals[index]),
        )
      return reports
    }),
  )
}

/** Where our own authority was made anew in the same file, nobody has the old one's key any more. Tells what is left. */
async function removeReplaced(work: TrustWork): Promise<readonly StoreReport[]> {
  const { anchor, around, record } = work
  const replaced = record.entries.filter(
    ({ authority, fingerprint }) =>
      authority.kind === 'own' && authority.file === anchor.file && fingerprint !== anchor.fingerprint,
  )
  const reports: StoreReport[] = []
  for (const entry of replaced) {
    const { state, detail, commands } = await removeEntry(work, entry)
    const says = { detail: `the authority that was replaced is still in it: ${detail}`, commands }
    if (state === 'left') reports.push(reportOn(storeOf(around, entry), 'left', says))
  }
  return reports
}
