import type { FrontEnd } from './front-end.ts'
import { install } from './install.ts'
import { areOutputsThere } from './outputs.ts'
import { Problem } from './problem.ts'
import { writeRecord } from './record.ts'
import { hashSources } from './sources.ts'
import type { Step } from './step.ts'
import { scriptEnvironment } from './yarn-environment.ts'
import { runYarn } from './yarn.ts'

/** Builds it as for a release. */
export async function build(frontEnd: FrontEnd, step: Step): Promise<void> {
  const { folder, jsFolder, cssFile } = frontEnd
  await install(frontEnd, step)
  await compileTranslations(frontEnd, step)
  const sources = hashSources(folder)
  writeRecord(folder, { state: 'building', sources })
  await runScript(frontEnd, step, 'building CSS', buildArguments(frontEnd, 'build-sass'))
  await runScript(frontEnd, step, 'building JavaScript', buildArguments(frontEnd, 'build-ts'))
  if (!areOutputsThere(frontEnd)) {
    throw new Problem(
      `The build scripts of package.json did not write both ${jsFolder}/index.js and ${cssFile}`,
    )
  }
  writeRecord(folder, { state: 'built', sources })
}

/** Richie's own are in git; those of a site are merged into its package of Richie. */
export async function compileTranslations(frontEnd: FrontEnd, step: Step): Promise<void> {
  const { scripts, isOnTopOfRichie } = frontEnd
  if (isOnTopOfRichie && scripts['compile-translations'] !== undefined)
    await runScript(frontEnd, step, 'compiling translations', ['run', 'compile-translations'])
}

async function runScript(
  { folder }: FrontEnd,
  { settings, tell, signal }: Step,
  what: string,
  argv: readonly string[],
): Promise<void> {
  await tell(what, () => runYarn(argv, { folder, env: scriptEnvironment(settings), signal }))
}

/** The script for a build that ends: as it is built for a release, where there is such a script. */
function buildArguments({ scripts }: FrontEnd, name: 'build-ts' | 'build-sass'): readonly string[] {
  const production = `${name}-production`
  return ['run', scripts[production] === undefined ? name : production]
}
