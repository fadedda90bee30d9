/*
 * Runs in the bare machine: node /checkout/tests/bare/inside.ts PART..., where a part is `engine` or `base=CHOICE`.
 * The rows are printed as `make run` prints them; a failure ends with 1, its message and its hint.
 */
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ensureEngine } from '../../scripts/engine/ensure-engine.ts'
import { ensureBase, type BaseOptions } from '../../scripts/engine/images/base.ts'
import { openBoard } from '../../scripts/system/board.ts'
import { interruption } from '../../scripts/system/interruption.ts'
import { UserError } from '../../scripts/system/user-error.ts'

const stateDir = join(homedir(), 'state')
const rootDir = join(import.meta.dirname, '../..')

interruption.listen()
mkdirSync(stateDir, { recursive: true })
const board = openBoard()
try {
  const engine = await ensureEngine(board.row('engine'))
  for (const part of process.argv.slice(2)) {
    const [name, choice = 'auto'] = part.split('=')
    if (name !== 'base') continue
    const row = board.row('base')
    await ensureBase(engine, {
      environment: 'bare',
      image: 'bare-base:bookworm',
      choice: choice as BaseOptions['choice'],
      stateDir,
      rootDir,
      row,
    })
  }
} catch (error) {
  process.exitCode = 1
  process.stdout.write(
    error instanceof UserError ? `${error.message}\nHINT ${error.hint}\n` : `${String(error)}\n`,
  )
} finally {
  board.close()
}
