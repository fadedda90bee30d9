import type { Row } from '../system/board.ts'
import { isSame, type TrustRecord } from './record.ts'
import { commandsOf, mayRun, runSteps } from './run-steps.ts'
import { reportOn, type StoreReport } from './store-report.ts'
import { isHindrance, type Anchor, type Entry, type Probe, type Store } from './store.ts'
import type { Surroundings } from './surroundings.ts'

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
    // The commands that the person is given are ours to undo, too; mkcert's authority they may have added themselves.
    if (anchor.kind === 'own') record.put(entry)
    return reportOn(store, 'left', { detail: 'this needs root', commands })
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
  return `TRUST_STORES=${chosen} leaves it out`
}
