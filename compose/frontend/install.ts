import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FrontEnd } from './front-end.ts'
import type { Step } from './step.ts'
import { hostRegistry, installEnvironment } from './yarn-environment.ts'
import { runYarn } from './yarn.ts'

/** Installs what yarn.lock says, where that is not there already: then it takes a second, and no network. */
export async function install({ folder }: FrontEnd, { settings, tell, signal }: Step): Promise<void> {
  const what = 'installing packages'
  const modules = join(folder, 'node_modules')
  mkdirSync(modules, { recursive: true })
  const argv = [
    'install',
    '--frozen-lockfile',
    '--non-interactive',
    '--no-progress',
    // Node here is newer than some packages have heard of.
    '--ignore-engines',
    '--network-timeout=120000',
    ...placeArguments(folder, modules, hostRegistry(settings)),
  ]
  await tell(what, (doing) =>
    runYarn(argv, {
      folder,
      startedBy: inTurn(folder),
      env: installEnvironment(settings),
      signal,
      onLine(line) {
        const [, step, all] = /^\[(\d)\/(\d)\] /.exec(line) ?? []
        if (step !== undefined) doing(`${what}, ${step} of ${all}`)
      },
    }),
  )
}

/**
 * yarn 1 fetches from where yarn.lock says, whatever the registry in its settings. Where only the host's own registry can be
 * reached, it gets a copy of yarn.lock that names that one: the hashes in it hold what it must be.
 */
function placeArguments(
  folder: string,
  modules: string,
  { registry, ownScopes }: ReturnType<typeof hostRegistry>,
): readonly string[] {
  const lock = join(folder, 'yarn.lock')
  if (registry === undefined || !existsSync(lock)) return []
  // Packages that are folders of the checkout are found from where package.json is.
  if (/"(?:file|link):|"workspaces"/.test(readFileSync(join(folder, 'package.json'), 'utf8'))) return []
  const place = '/tmp/campus-install'
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place)
  for (const name of ['package.json', '.npmrc', '.yarnrc'])
    if (existsSync(join(folder, name))) writeFileSync(join(place, name), readFileSync(join(folder, name)))
  writeFileSync(join(place, 'yarn.lock'), lockForRegistry(readFileSync(lock, 'utf8'), registry, ownScopes))
  return [`--cwd=${place}`, `--modules-folder=${modules}`]
}

/**
 * yarn.lock with the addresses of another registry in place of its own, which stand at the root of their hosts. What a scope
 * has a registry of its own for (`@acme`) stays where it is.
 */
export function lockForRegistry(lock: string, registry: string, ownScopes: readonly string[]): string {
  return lock.replaceAll(
    /^( +resolved ")https?:\/\/[^/"]+\/((?:(@[^/"]+)\/)?[^/"@]+\/-\/)/gm,
    (line, begin: string, path: string, scope: string | undefined) =>
      scope !== undefined && ownScopes.includes(scope)
        ? line
        : `${begin}${registry.replace(/\/+$/, '')}/${path}`,
  )
}

/** What `flock` ends with where another has the lock. */
const taken = 75

/**
 * The program that starts another one only when nobody else works in a folder: another environment may have the same
 * checkout. Not by yarn's own `--mutex`, which gives up where the machine is so busy that it can't renew its lock in time.
 * Nothing where the file system of the checkout knows no locks.
 */
function inTurn(folder: string): readonly string[] {
  const { status } = spawnSync('flock', ['--nonblock', '--conflict-exit-code', String(taken), folder, 'true'])
  return status === 0 || status === taken ? ['flock', folder] : []
}
