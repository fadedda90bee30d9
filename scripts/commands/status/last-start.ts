import { join } from 'node:path'
import { z } from 'zod'
import type { Project } from '../../project/project.ts'
import type { Board } from '../../system/board.ts'
import { readTextOrEmpty, writeAtomic } from '../../system/files.ts'

const ms = z.int().min(0).describe('Milliseconds')

/** What `up` remembers of its last run that finished. */
export const lastStartSchema = z.strictObject({
  at: z.iso.datetime().describe('When it started'),
  kind: z
    .enum(['first', 'after-stop', 'change', 'nothing-to-do'])
    .describe(
      'first: without any data; after-stop: nothing was running; change: some services were running already',
    ),
  ms,
  parts: z
    .array(z.strictObject({ name: z.string(), ms }))
    .readonly()
    .describe('engine, images, each service by its name, courses; services start in parallel'),
})

export type LastStart = z.output<typeof lastStartSchema>

/** The last start of this checkout; undefined where there was none, or its record can't be read. */
export function readLastStart(project: Project): LastStart | undefined {
  try {
    return lastStartSchema.parse(JSON.parse(readTextOrEmpty(recordFile(project))))
  } catch {
    return undefined
  }
}

export function writeLastStart(project: Project, start: LastStart): void {
  writeAtomic(recordFile(project), `${JSON.stringify(start, null, 2)}\n`)
}

/** A start in progress: the board to show it on, and in the end what to remember of it. */
export type StartClock = {
  readonly board: Board
  finish(kind: LastStart['kind']): LastStart
}

/** Begins now; notes how long each row of the board took until it was done. */
export function startClock(board: Board): StartClock {
  const at = new Date().toISOString()
  const stopwatch = () => {
    const began = performance.now()
    return () => Math.round(performance.now() - began)
  }
  const whole = stopwatch()
  const parts: { name: string; ms: number }[] = []
  const timedRow: Board['row'] = (name) => {
    const row = board.row(name)
    const part = stopwatch()
    return {
      ...row,
      done(text) {
        parts.push({ name, ms: part() })
        row.done(text)
      },
    }
  }
  return {
    board: { ...board, row: timedRow },
    finish: (kind) => ({ at, kind, ms: whole(), parts }),
  }
}

function recordFile(project: Project): string {
  return join(project.stateDir, 'last-start.json')
}
