import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureCommands } from './commands.ts'
import { measureEnrollments } from './enrollments.ts'
import { measureContainer, measureGateway } from './environment.ts'
import { noted, type Figure } from './figure.ts'
import { measureReads } from './reads.ts'
import { measureStarts } from './starts.ts'
import { table } from './table.ts'

/*
 * `make bench`: measures the mock LMS and the commands on this machine against their limits. Needs wrk (Debian: apt-get install wrk). The figures
 * through the gateway need the environment to run over https (make run-ssl). On a busy machine the figures mean nothing.
 */
const folder = mkdtempSync(join(tmpdir(), 'campus-bench-'))
try {
  const figures: Figure[] = []
  for (const measure of [
    measureStarts,
    measureReads,
    measureEnrollments,
    measureContainer,
    measureGateway,
    measureCommands,
  ])
    figures.push(...(await measured(measure, folder)))
  console.log(table(figures))
  process.exitCode = figures.every(({ isWithin }) => isWithin !== false) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}

/** A measurement that fails does not stop the others. */
async function measured(
  measure: (folder: string) => readonly Figure[] | Promise<readonly Figure[]>,
  where: string,
): Promise<readonly Figure[]> {
  try {
    return await measure(where)
  } catch (error) {
    return [{ ...noted(measure.name, `failed: ${(error as Error).message}`), isWithin: false }]
  }
}
