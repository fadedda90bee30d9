import { setTimeout as delay } from 'node:timers/promises'
import type { Row } from '../system/board.ts'
import { interruption } from '../system/interruption.ts'
import { UserError } from '../system/user-error.ts'
import { execIn, listServices } from './containers.ts'
import type { Engine } from './find-engine.ts'

/** How far an LMS has told Richie of its course runs: the file that compose/lms-mock/sync/report.ts writes. */
export type SyncReport = {
  /** Which start of Richie it is about: the moment it was ready, in nanoseconds. */
  readonly richie: string | null
  readonly left: number
  readonly accepted: number
  readonly withheld: number
  readonly refused: readonly { readonly courseId: string; readonly said: string }[]
  readonly away: string | null
}

const pollMs = 200
/** Longest time without a course run being told. */
const patienceMs = 60_000

/** Waits until every mock LMS has told the Richie that is up now of all its course runs; what Richie refused is an error. */
export async function waitForCourseRuns(
  engine: Engine,
  environment: string,
  lmses: readonly string[],
  row: Row,
): Promise<void> {
  let news = ''
  let newsAt = performance.now()
  for (;;) {
    interruption.throwIfInterrupted()
    const { richie, reports } = await readReports(engine, environment)
    const told = lmses.filter((key) => reports.get(key)?.richie === richie && reports.get(key)?.left === 0)
    if (richie !== undefined && told.length === lmses.length) {
      return conclude(new Map(lmses.map((key) => [key, reports.get(key) as SyncReport])), row)
    }
    row.doing(`Richie is being told by ${lmses.filter((key) => !told.includes(key)).join(', ')}`)
    const now = JSON.stringify([richie, [...reports]])
    if (now !== news) [news, newsAt] = [now, performance.now()]
    if (performance.now() - newsAt > patienceMs) {
      row.failed('Richie was not told of all')
      throw notTold(
        lmses.filter((key) => !told.includes(key)),
        reports,
      )
    }
    await delay(pollMs)
  }
}

/** What there is to say once all is told. */
export function conclude(reports: ReadonlyMap<string, SyncReport>, row: Pick<Row, 'done' | 'failed'>): void {
  const all = [...reports.values()]
  const sum = (count: (report: SyncReport) => number) =>
    all.reduce((total, report) => total + count(report), 0)
  const refused = [...reports].flatMap(([key, report]) => report.refused.map((one) => ({ key, ...one })))
  const [accepted, withheld] = [sum((report) => report.accepted), sum((report) => report.withheld)]
  if (refused.length === 0) {
    const held = withheld === 0 ? '' : `, ${withheld} withheld (fault webhook-withheld)`
    row.done(`${accepted} ${accepted === 1 ? 'run' : 'runs'}, told to Richie${held}`)
    return
  }
  row.failed(`Richie refused ${refused.length} of ${accepted + withheld + refused.length}`)
  const list = refused.map(({ key, courseId, said }) => `  ${key}  ${courseId}\n    ${said}`).join('\n')
  const [first] = refused
  throw new UserError(`Richie refused course runs that it was told of:\n\n${list}\n`, {
    hint: [
      'A page that is missing is made at a start: make stop && make run',
      `Tell it again:                             bin/campus lms ${first?.key} sync`,
    ].join('\n'),
  })
}

function notTold(lmses: readonly string[], reports: ReadonlyMap<string, SyncReport>): UserError {
  const why = lmses
    .map((key) => `  ${key}  ${reports.get(key)?.away ?? 'nothing was heard of it'}`)
    .join('\n')
  return new UserError(`Richie was not told of all course runs within ${patienceMs / 1000} s:\n\n${why}\n`, {
    hint: `bin/campus logs ${lmses.join(' ')}`,
  })
}

/** By way of the gateway, which has the volume that all share. */
async function readReports(
  engine: Engine,
  environment: string,
): Promise<{ richie: string | undefined; reports: ReadonlyMap<string, SyncReport> }> {
  const states = await listServices(engine, environment)
  const gateway = states.find(({ service }) => service === 'gateway')
  const script = 'stat -c richie=%.9Y /run/campus/richie.status; grep -H "" /run/campus/*.sync'
  const { output } = gateway
    ? await execIn(engine, gateway.containerId, ['sh', '-c', script])
    : { output: '' }
  const lines = [...output.matchAll(/^\/run\/campus\/([\w-]+)\.sync:(\{.*\})$/gm)]
  return {
    richie: /^richie=([\d.]+)$/m.exec(output)?.[1]?.replace('.', ''),
    reports: new Map(lines.map(([, key = '', json = '']) => [key, JSON.parse(json) as SyncReport])),
  }
}
