import { conclude, untilTold, type SyncReport, type SyncReports } from '../engine/sync-report.ts'
import { printJson } from '../system/print-json.ts'
import type { OpenLms } from './open-lms.ts'

/** Longest time without an answer of Richie. */
const patienceMs = 30_000

/** `campus lms edx sync`: sends Richie every course run and waits for its answers; exit code 1 unless all are accepted. */
export async function syncAction(lms: OpenLms, options: { readonly json?: true }): Promise<void> {
  await lms.ask('POST', '/sync', {})
  const read = async (): Promise<SyncReports> => {
    const { report } = await lms.ask<{ readonly report: SyncReport }>('GET', '/sync')
    return new Map([[lms.key, report]])
  }
  const reports = await untilTold([lms.key], read, { patienceMs })
  const { left, withheld, refused } = reports.get(lms.key) as SyncReport
  process.exitCode = left + withheld + refused.length === 0 ? 0 : 1
  if (options.json) printJson(reports.get(lms.key))
  else conclude([lms.key], reports, { done: console.log, failed: () => undefined })
}
