import { join, isAbsolute } from 'node:path'
import type { Surroundings } from './surroundings.ts'

export type ChromiumDatabase = { readonly title: string; readonly folder: string }

/** Chromium-based browsers. Each reads the same database for all its profiles. */
const programs = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'google-chrome-beta',
  'google-chrome-unstable',
  'brave-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
  'vivaldi',
  'vivaldi-stable',
  'opera',
]
/** Browsers that npm packages bring. */
const caches = ['.cache/ms-playwright', '.cache/puppeteer']
const snaps = ['chromium', 'brave', 'opera', 'vivaldi']
const flatpaks = [
  'org.chromium.Chromium',
  'io.github.ungoogled_software.ungoogled_chromium',
  'com.google.Chrome',
  'com.brave.Browser',
  'com.microsoft.Edge',
  'com.vivaldi.Vivaldi',
]

/**
 * The databases of Chromium and its kin, of the system and of their snaps and Flatpaks.
 *
 * There are two places in a home. The older one, .pki/nssdb, goes before pki/nssdb in the folder for data, where
 * Chromium 146 and later makes its own (seen with 156; other builds of it chose otherwise): so every one that exists is
 * taken, and one is made only where there is none. An empty one in the older place would hide the other, with the
 * person's own certificates in it.
 */
export function chromiumDatabases(around: Surroundings): readonly ChromiumDatabase[] {
  const { home, env, has, exists, list } = around
  const data = env['XDG_DATA_HOME'] ?? join(home, '.local/share')
  const isInstalled = programs.some(has) || caches.some((path) => exists(join(home, path)))
  const both = (base: string, share: string) => [join(base, '.pki/nssdb'), join(share, 'pki/nssdb')]
  const here = (title: string, folders: readonly string[], make: string | undefined) => {
    const there = folders.filter((folder) => exists(join(folder, 'cert9.db')))
    const chosen = there.length > 0 || make === undefined ? there : [make]
    return chosen.map((folder) => ({ title, folder }))
  }
  const own = both(home, data)
  return [
    ...here('Chromium and Chrome', own, isInstalled ? own[0] : undefined),
    ...list(join(home, 'snap')).flatMap((name) => {
      const base = join(home, 'snap', name, 'current')
      const folders = both(base, join(base, '.local/share'))
      return here(`${name} (snap)`, folders, snaps.includes(name) && exists(base) ? folders[0] : undefined)
    }),
    ...list(join(home, '.var/app')).flatMap((name) => {
      const base = join(home, '.var/app', name)
      const folders = both(base, join(base, 'data'))
      return here(`${name} (Flatpak)`, folders, flatpaks.includes(name) ? folders[1] : undefined)
    }),
  ]
}

/** The folders in which Firefox keeps its profiles. */
export type FirefoxRoots = {
  /** Of the system's own Firefox and of its snap, which both read the system's policies. */
  readonly native: readonly string[]
  readonly flatpak: readonly string[]
}

/**
 * Since 147 a Firefox without ~/.mozilla keeps its profiles in the folder for configuration; a snap has a home of its own
 * and stays with the old place, a Flatpak may have either.
 */
export function firefoxRoots({ home, env }: Pick<Surroundings, 'home' | 'env'>): FirefoxRoots {
  const config = env['XDG_CONFIG_HOME'] ?? join(home, '.config')
  const flatpak = join(home, '.var/app/org.mozilla.firefox')
  return {
    native: [
      join(home, '.mozilla/firefox'),
      join(config, 'mozilla/firefox'),
      join(home, 'snap/firefox/common/.mozilla/firefox'),
    ],
    flatpak: [join(flatpak, '.mozilla/firefox'), join(flatpak, 'config/mozilla/firefox')],
  }
}

/** The profiles in these folders: those that have a database, and those that profiles.ini names. */
export function firefoxProfiles(around: Surroundings, roots: readonly string[]): readonly string[] {
  const found = roots.flatMap((root) => [
    ...around
      .list(root)
      .map((name) => join(root, name))
      .filter((folder) => around.exists(join(folder, 'cert9.db'))),
    ...parseProfiles(around.read(join(root, 'profiles.ini')), root).filter(around.exists),
  ])
  return [...new Set(found)]
}

/** The folders that a profiles.ini names. */
export function parseProfiles(text: string, root: string): readonly string[] {
  const sections = text.split(/^(?=\[)/m).filter((section) => /^\[Profile\d+\]/.test(section))
  return sections.flatMap((section) => {
    const path = /^Path=(.+?)\r?$/m.exec(section)?.[1]
    if (path === undefined) return []
    return [isAbsolute(path) ? path : join(root, path)]
  })
}
