import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { yarn } from '../plan/frontend.ts'
import type { Row } from '../system/board.ts'
import { lastLines } from '../system/last-lines.ts'
import { run } from '../system/process.ts'
import { UserError } from '../system/user-error.ts'

/** Makes sure of the yarn that goes into the front end's image: npm brings it, once, to the state folder. */
export async function ensureYarn({
  rootDir,
  generatedDir,
  row,
}: {
  readonly rootDir: string
  readonly generatedDir: string
  readonly row: Row
}): Promise<void> {
  const modulesDir = join(generatedDir, yarn.modulesDir)
  if (installedVersion(modulesDir) === yarn.version) return
  row.doing(`fetching yarn ${yarn.version}`)
  const argv = [
    'npm',
    'install',
    '--no-save',
    '--ignore-scripts',
    '--prefix',
    join(modulesDir, '..'),
    `yarn@${yarn.version}`,
  ]
  const { exitCode, stderr } = await run(argv, { cwd: rootDir })
  if (exitCode === 0) return
  throw new UserError(`yarn for the checkout's front end could not be fetched:\n${lastLines(stderr)}`, {
    id: 'yarn-not-fetched',
    hint: `Try it: ${argv.join(' ')}\nOr leave the front end alone: richie: { source: { frontend: none } }`,
  })
}

function installedVersion(modulesDir: string): string | undefined {
  const folder = join(modulesDir, 'yarn')
  if (!existsSync(join(folder, 'lib/cli.js'))) return undefined
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
}
