import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from './settings.ts'

/** webpack needs about 1 GB for Richie. Node itself would allow less on a small machine, and much more on a large one. */
const heapMegabytes = 2048

/** What scripts of the front end run with. Whoever owns the checkout has no home here. */
export function scriptEnvironment({ dataFolder }: Settings): NodeJS.ProcessEnv {
  const own = join(dataFolder, String(process.getuid?.() ?? 0))
  const home = join(own, 'home')
  mkdirSync(home, { recursive: true })
  return {
    PATH: process.env['PATH'],
    NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'],
    HOME: home,
    YARN_CACHE_FOLDER: join(own, 'yarn'),
    NO_COLOR: '1',
    // yarn 1 parses addresses as one did in 2016.
    NODE_OPTIONS: `--max-old-space-size=${heapMegabytes} --disable-warning=DEP0169`,
  }
}

/** The same for an installation, with the host's proxies and settings of npm: nothing else gets to see those. */
export function installEnvironment(settings: Settings): NodeJS.ProcessEnv {
  const { hostFolder, dataFolder } = settings
  const home = join(dataFolder, String(process.getuid?.() ?? 0), 'install')
  mkdirSync(home, { recursive: true })
  // A link: what may hold tokens stays where it is.
  rmSync(join(home, '.npmrc'), { force: true })
  if (existsSync(join(hostFolder, 'npmrc'))) symlinkSync(join(hostFolder, 'npmrc'), join(home, '.npmrc'))
  return { ...scriptEnvironment(settings), ...proxies(hostFolder), HOME: home }
}

/** The registry that the host's npm gets packages from, and the scopes (`@acme`) that have a registry of their own. */
export function hostRegistry({ hostFolder }: Settings): {
  readonly registry: string | undefined
  readonly ownScopes: readonly string[]
} {
  const npmrc = readIfThere(join(hostFolder, 'npmrc'))
  return {
    registry: /^registry\s*=\s*(\S+?)\/*\s*$/m.exec(npmrc)?.[1],
    ownScopes: [...npmrc.matchAll(/^(@[^:\s]+):registry\s*=/gm)].map(([, scope = '']) => scope),
  }
}

function proxies(hostFolder: string): NodeJS.ProcessEnv {
  const text = readIfThere(join(hostFolder, 'proxies.json'))
  return text === '' ? {} : (JSON.parse(text) as NodeJS.ProcessEnv)
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
