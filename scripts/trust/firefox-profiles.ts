import { isAbsolute, join } from 'node:path'
import type { Surroundings } from './surroundings.ts'

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
