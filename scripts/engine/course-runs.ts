import { runFolder } from '../plan/container-paths.ts'
import type { Row } from '../system/board.ts'
import { listServices } from './containers.ts'
import type { Engine } from './find-engine.ts'
import { lookIntoRunFolder } from './run-folder.ts'
import { conclude, untilTold, type SyncReport, type SyncReports } from './sync-report.ts'

/** Longest time without an answer from Richie. */
const patienceMs = 60_000

/** Waits until every mock LMS has sent all its course runs to the Richie that is up now; what Richie refused is an error. */
export async function waitForCourseRuns(
  engine: Engine,
  environment: string,
  lmses: readonly string[],
  row: Row,
): Promise<void> {
  const reports = await untilTold(lmses, async () => await readReports(engine, environment), {
    patienceMs,
    waitsFor: (keys) =>
      row.doing(
        `${keys.join(', ')} ${keys.length === 1 ? 'is sending its' : 'are sending their'} course runs`,
      ),
  })
  conclude(lmses, reports, row)
}

async function readReports(engine: Engine, environment: string): Promise<SyncReports> {
  const script = `stat -c richie=%.9Y ${runFolder.status('richie')}; grep -H "" ${runFolder.syncReport('*')}`
  const states = await listServices(engine, environment)
  return parseReports(await lookIntoRunFolder(engine, states, ['sh', '-c', script]))
}

/** Those about the Richie that is up, by key. */
export function parseReports(output: string): SyncReports {
  const richie = /^richie=([\d.]+)$/m.exec(output)?.[1]?.replace('.', '')
  const lines = [...output.matchAll(/^\S+\/([\w-]+)\.sync:(\{.*\})$/gm)]
  const reports = lines.map(([, key = '', json = '']) => [key, JSON.parse(json) as SyncReport] as const)
  return new Map(reports.filter(([, report]) => report.richie === richie))
}
