import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { yarn } from '../../plan/frontend.ts'
import type { LinuxNode } from '../../plan/plan.ts'
import type { Row } from '../../system/board.ts'
import { run } from '../../system/process.ts'
import { lastLines } from '../../system/terminal.ts'
import { UserError } from '../../system/user-error.ts'

/**
 * The npm package that holds Node for the containers, of this machine's architecture. On Linux it is the one that the
 * toolkit itself runs on; elsewhere npm brings it to the state folder.
 */
export function linuxNode(platform: NodeJS.Platform, arch: string): LinuxNode {
  return {
    package: `node-linux-${arch}`,
    modulesDir: platform === 'linux' ? '../node_modules' : '../.campus/node/node_modules',
  }
}

/** Makes sure that the package is there, with the version that package.json pins. */
export async function ensureLinuxNode(
  node: LinuxNode,
  { rootDir, generatedDir, row }: { rootDir: string; generatedDir: string; row: Row },
): Promise<void> {
  const modulesDir = join(generatedDir, node.modulesDir)
  const version = pinnedVersion(readFileSync(join(rootDir, 'package.json'), 'utf8'), node.package)
  if (installedVersion(join(modulesDir, node.package)) === version) return
  row.doing(`fetching Node ${version} for Linux`)
  // npm refuses a package for another platform unless it is forced.
  const argv = [
    'npm',
    'install',
    '--no-save',
    '--force',
    '--prefix',
    join(modulesDir, '..'),
    `${node.package}@${version}`,
  ]
  const { exitCode, stderr } = await run(argv, { cwd: rootDir })
  if (exitCode === 0) return
  throw new UserError(`Node for the containers could not be fetched:\n${lastLines(stderr)}`, {
    id: 'node-for-containers',
    hint: `Try it by hand: ${argv.join(' ')}`,
  })
}

/** The version that package.json pins. */
export function pinnedVersion(packageJson: string, name: string): string {
  const { optionalDependencies } = JSON.parse(packageJson) as { optionalDependencies: Record<string, string> }
  const version = optionalDependencies[name]
  if (version === undefined) {
    throw new UserError(
      `There is no Node for containers on this architecture (${name}): x64 and arm64 only.`,
      { id: 'architecture-without-node' },
    )
  }
  return version
}

function installedVersion(dir: string): string | undefined {
  if (!existsSync(join(dir, 'bin/node'))) return undefined
  return (JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string }).version
}

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
  if (installedYarn(modulesDir) === yarn.version) return
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
    hint: `Try it by hand: ${argv.join(' ')}\nOr do not build the front end: richie: { source: { frontend: none } }`,
  })
}

function installedYarn(modulesDir: string): string | undefined {
  const folder = join(modulesDir, 'yarn')
  if (!existsSync(join(folder, 'lib/cli.js'))) return undefined
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
}
