import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { FrontEnd } from './front-end.ts'
import { lockForRegistry } from './lock-for-registry.ts'
import { inTurn } from './in-turn.ts'
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
