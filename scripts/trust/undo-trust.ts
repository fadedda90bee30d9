import type { Row } from '../system/board.ts'
import { lookAtMachine } from '../system/machine.ts'
import { storeOf } from './find-stores.ts'
import { withRecord, type TrustRecord } from './record.ts'
import { commandsOf, mayRun, runSteps } from './run-steps.ts'
import { isHindrance, type Entry } from './store.ts'
import { lookAround, type Surroundings } from './surroundings.ts'

/** The outcome for one entry of the record. */
export type RemovalReport = {
  readonly title: string
  readonly where: string
  /** The authority's name. */
  readonly name: string
  /** Removed now; gone already; left, and kept in the record for another try. */
  readonly state: 'removed' | 'gone' | 'left'
  readonly detail: string
  readonly commands: string
}

/** Removes from the trust stores what is recorded as added by campus, and nothing else, the last one first. */
export async function undoTrust(options: {
  readonly row: Row
  readonly machine?: Surroundings['machine']
  readonly env?: Surroundings['env']
}): Promise<readonly RemovalReport[]> {
  const { row, machine = lookAtMachine(), env } = options
  const around = lookAround(machine, env)
  return await withRecord(around, async (record) => {
    const reports: RemovalReport[] = []
    for (const entry of record.entries.toReversed()) {
      const report = await removeEntry({ row, around, record }, entry)
      // Nothing to report of what was planned and never added.
      if (report.state !== 'gone' || entry.state === 'added') reports.push(report)
    }
    return reports
  })
}

/** Removes one entry from its store, and then from the record. */
export async function removeEntry(
  work: { readonly row: Row; readonly around: Surroundings; readonly record: TrustRecord },
  entry: Entry,
  store = storeOf(work.around, entry),
): Promise<RemovalReport> {
  const { row, record } = work
  const { title, where, authority } = entry
  const report = (state: RemovalReport['state'], detail = '', commands = '') => {
    if (state !== 'left') record.drop(entry)
    return { title, where, name: authority.name, state, detail, commands }
  }
  const steps = await store.planRemoval(entry)
  if (isHindrance(steps)) return report('left', steps.detail, steps.commands)
  if (steps.length === 0) return report('gone')
  row.doing(title)
  const commands = commandsOf(steps)
  if (!(await mayRun(row, `${title}: removing "${authority.name}"`, steps)))
    return report('left', 'root access is needed', commands)
  const failure = await runSteps(steps)
  if (failure !== undefined) return report('left', failure, commands)
  const rest = await store.planRemoval(entry)
  if (isHindrance(rest)) return report('left', rest.detail, rest.commands)
  return rest.length === 0 ? report('removed') : report('left', 'it is still there', commandsOf(rest))
}
