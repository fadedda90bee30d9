import type { FrontEnd } from './front-end.ts'

/** The script for a build that ends: as it is built for a release, where there is such a script. */
export function buildArguments({ scripts }: FrontEnd, name: 'build-ts' | 'build-sass'): readonly string[] {
  const production = `${name}-production`
  return ['run', scripts[production] === undefined ? name : production]
}
