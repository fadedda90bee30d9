import type { FrontEnd } from './front-end.ts'

/** The script for a build that ends: as it is built for a release, where there is such a script. */
export function buildArguments({ scripts }: FrontEnd, name: 'build-ts' | 'build-sass'): readonly string[] {
  const production = `${name}-production`
  return scriptArguments(scripts, scripts[production] === undefined ? name : production)
}

/**
 * yarn's arguments for a script, and some that are passed on. Warnings of sass are about its next version, by the hundred,
 * most of them of bootstrap.
 */
export function scriptArguments(
  scripts: Readonly<Record<string, string>>,
  name: string,
  ...more: readonly string[]
): readonly string[] {
  const usesSass = /(?:^|\s)sass /.test(scripts[name.replace('watch-', 'build-')] ?? '')
  return ['run', name, ...(usesSass ? ['--quiet'] : []), ...more]
}
