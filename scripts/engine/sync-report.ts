import { setTimeout as delay } from 'node:timers/promises'
import type { Row } from '../system/board.ts'
import { interruption } from '../system/interruption.ts'
import { UserError } from '../system/user-error.ts'

/** How many course runs an LMS has sent to Richie: what compose/lms-mock/sync/report.ts writes. */
export type SyncReport = {
  /** Which start of Richie it is about: the moment it was ready, in nanoseconds. */
  readonly richie: string | null
  readonly left: number
  readonly accepted: number
  readonly withheld: number
  readonly refused: readonly { readonly courseId: string; readonly said: string }[]
  /** Why Richie could not be reached at the last try. */
  readonly away: string | null
}

/** Key of an LMS -> its report about the Richie that is up; absent where there is none. */
export type SyncReports = ReadonlyMap<string, SyncReport>

/** The name of the fault with which an LMS sends Richie nothing. */
export const withheldFault = 'webhook-withheld'

const pollMs = 200

/** Reads until every LMS has sent Richie all its course runs, or until nothing changes for `patienceMs`; gives what was read last. */
export async function untilTold(
  keys: readonly string[],
  read: () => Promise<SyncReports>,
  { patienceMs, waitsFor }: { patienceMs: number; waitsFor?: (keys: readonly string[]) => void },
): Promise<SyncReports> {
  let news = ''
  let newsAt = performance.now()
  for (;;) {
    interruption.throwIfInterrupted()
    const reports = await read()
    const left = keys.filter((key) => reports.get(key)?.left !== 0)
    const now = JSON.stringify([...reports])
    if (now !== news) [news, newsAt] = [now, performance.now()]
    if (left.length === 0 || performance.now() - newsAt > patienceMs) return reports
    waitsFor?.(left)
    await delay(pollMs)
  }
}

/** Reports the outcome. Course runs without an answer are an error, and so are those that Richie refused. */
export function conclude(
  keys: readonly string[],
  reports: SyncReports,
  row: Pick<Row, 'done' | 'failed'>,
): void {
  const left = keys.filter((key) => reports.get(key)?.left !== 0)
  if (left.length > 0) {
    row.failed('some course runs are not synced to Richie')
    throw notTold(left, reports)
  }
  const all = [...reports.values()]
  const [accepted, withheld] = [sum(all, 'accepted'), sum(all, 'withheld')]
  const refused = [...reports].flatMap(([key, report]) => report.refused.map((one) => ({ key, ...one })))
  if (refused.length > 0) {
    row.failed(`Richie refused ${refused.length} of ${accepted + withheld + refused.length}`)
    throw refusal(refused)
  }
  const held = withheld === 0 ? '' : `, ${withheld} withheld (fault ${withheldFault})`
  row.done(`${accepted} ${accepted === 1 ? 'course run' : 'course runs'} sent to Richie${held}`)
}

function sum(reports: readonly SyncReport[], count: 'accepted' | 'withheld'): number {
  return reports.reduce((total, report) => total + report[count], 0)
}

function notTold(keys: readonly string[], reports: SyncReports): UserError {
  const why = keys.map((key) => `  ${missing(key, reports.get(key))}`).join('\n')
  return new UserError(`Some course runs are not synced to Richie:\n\n${why}\n`, {
    id: 'courses-not-told',
    hint: [
      ...keys.map((key) => `See what was sent, on the Webhook page: bin/campus lms ${key}`),
      'See what Richie says:                   bin/campus logs richie',
    ].join('\n'),
  })
}

function missing(key: string, report: SyncReport | undefined): string {
  if (report === undefined) return `${key}: no report`
  const { left, accepted, withheld, refused, away } = report
  const all = left + accepted + withheld + refused.length
  return `${key}: no answer for ${left} of ${all} course runs${away === null ? '' : ` (${away})`}`
}

function refusal(
  refused: readonly { readonly key: string; readonly courseId: string; readonly said: string }[],
): UserError {
  const list = refused.map(({ key, courseId, said }) => `  ${key}  ${courseId}\n    ${said}`).join('\n')
  return new UserError(`Richie refused course runs:\n\n${list}\n`, {
    id: 'courses-refused',
    hint: [
      'Create a missing course page: make stop && make run',
      `Then send them again:         bin/campus lms ${refused[0]?.key} sync`,
    ].join('\n'),
  })
}
