import type { Row } from '../system/board.ts'
import { lookAtMachine } from '../system/machine.ts'
import { findStores, storeOf } from './find-stores.ts'
import { withRecord, isSame, type TrustRecord } from './record.ts'
import { commandsOf, mayRun, runSteps } from './run-steps.ts'
import { reportAbsent, reportOn, type StoreReport, withProbe } from './store-report.ts'
import { type Anchor, type Probe, isHindrance, type Entry, type Store } from './store.ts'
import { lookAround, type Surroundings } from './surroundings.ts'
import { removeEntry } from './undo-trust.ts'

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
      for (const [index, store] of found.entries()) {
        reports.push(
          store.kind === 'absent' ? reportAbsent(store) : await trustStore(work, store, refusals[index]),
        )
      }
      return reports
    }),
  )
}

/** Removes an own authority that a new one replaced in the same file: its key no longer exists. Reports what is left. */
async function removeReplaced(work: TrustWork): Promise<readonly StoreReport[]> {
  const { anchor, around, record } = work
  const replaced = record.entries.filter(
    ({ authority, fingerprint }) =>
      authority.kind === 'own' && authority.file === anchor.file && fingerprint !== anchor.fingerprint,
  )
  const reports: StoreReport[] = []
  for (const entry of replaced) {
    const { state, detail, commands } = await removeEntry(work, entry)
    const says = { detail: `it still holds the replaced authority: ${detail}`, commands }
    if (state === 'left') reports.push(reportOn(storeOf(around, entry), 'left', says))
  }
  return reports
}

export type TrustWork = {
  readonly anchor: Anchor
  readonly probe: Probe
  readonly row: Row
  readonly around: Surroundings
  readonly record: TrustRecord
}

/** Makes one store trust the anchor; `refusal` is what it said of the probe, undefined where it accepts it. */
export async function trustStore(
  work: TrustWork,
  store: Store,
  refusal: string | undefined,
): Promise<StoreReport> {
  const { anchor, probe, row, around, record } = work
  const { kind, where, title } = store
  const { fingerprint, pem, name, file } = anchor
  const known = record.entries.find((entry) => isSame(entry, { store: kind, where, fingerprint }))
  if (refusal === undefined) {
    if (known?.state === 'intended') record.put({ ...known, state: 'added' })
    return reportOn(store, 'trusted')
  }
  const excluded = whyExcluded(around, store)
  if (excluded) return reportOn(store, 'left', { detail: excluded })
  const plan = await store.planAddition(anchor, known)
  if (isHindrance(plan)) return reportOn(store, 'left', plan)
  const entry: Entry = {
    store: kind,
    where,
    title,
    name: plan.name,
    fingerprint,
    pem,
    authority: { kind: anchor.kind, name, file },
    at: new Date().toISOString(),
    state: 'intended',
    ...(plan.policy && { policy: plan.policy }),
  }
  const commands = commandsOf(plan.steps)
  row.doing(title)
  if (!(await mayRun(row, `${title}: trusting "${name}"`, plan.steps))) {
    // The user gets these commands, so undoing them is up to campus; mkcert's authority they may have added themselves.
    if (anchor.kind === 'own') record.put(entry)
    return reportOn(store, 'left', { detail: 'root access is needed', commands })
  }
  record.put(entry)
  const failure = (await runSteps(plan.steps)) ?? (await store.verify(probe))
  if (failure !== undefined)
    return reportOn(store, 'left', { detail: [failure, plan.doubt].filter(Boolean).join('; '), commands })
  record.put({ ...entry, state: 'added' })
  return reportOn(store, 'added', { detail: plan.advice ?? '' })
}

/** mkcert's own variable: the sorts of stores that it may touch. */
function whyExcluded({ env }: Surroundings, { family }: Store): string | undefined {
  const chosen = env['TRUST_STORES'] ?? ''
  if (chosen === '' || chosen.split(',').includes(family)) return undefined
  return `excluded by TRUST_STORES=${chosen}`
}
