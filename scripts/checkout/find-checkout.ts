import { existsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { RichieSourceSpec } from '../environment/richie-source-schema.ts'
import type { CheckoutFacts } from '../plan/richie-source.ts'
import { checkoutProblem, type CheckoutProblem } from './problem.ts'
import { hashRequirements, readRequirements, type Requirements } from './requirements.ts'
import { findSettings } from './settings-module.ts'

/** A checkout as it is found on this machine, and what is wrong with it. */
export type FoundCheckout = {
  readonly facts: CheckoutFacts
  readonly requirements: Requirements
  /** Why nothing can be run from it. */
  readonly problem: CheckoutProblem | undefined
}

/** Looks at the checkout of `richie.source`; `specDir` is the folder that its path starts from. Never throws. */
export function findCheckout(
  { checkout = '', settings }: RichieSourceSpec,
  specDir: string,
  isRootless: boolean,
): FoundCheckout {
  const path = resolve(
    specDir,
    checkout.replace(/^~(?=\/|$)/, () => homedir()),
  )
  const isRichie = existsSync(join(path, 'src/richie/__init__.py'))
  const site = settings === undefined ? undefined : findSettings(path, settings)
  const projectFolder = site && 'folder' in site ? site.folder : undefined
  const importFolders = [
    ...(isRichie ? ['src'] : []),
    ...(projectFolder === undefined ? [] : [projectFolder]),
  ]
  const requirements = readRequirements(path, isRichie, projectFolder)
  const facts = {
    path,
    owner: ownerOf(path, isRootless),
    importFolders,
    workingFolder: projectFolder ?? (isRichie ? 'src/richie' : ''),
    settings: site && 'module' in site ? site.module : null,
    frontendFolder: findFrontend(path, importFolders),
    requirements: hashRequirements(requirements),
  }
  return {
    facts,
    requirements,
    problem: checkoutProblem({ checkout, path, isRichie, site, settings, requirements }),
  }
}

/** In a rootless engine, the user who runs it is root; any other user is `nobody` there. */
function ownerOf(path: string, isRootless: boolean): CheckoutFacts['owner'] {
  if (isRootless) return { uid: 0, gid: 0 }
  try {
    const { uid, gid } = statSync(path)
    return { uid, gid }
  } catch {
    return { uid: 1000, gid: 1000 }
  }
}

/**
 * The folder of a checkout's front end, below it: beside the code of its site (`sites/funmooc/src/backend` has
 * `sites/funmooc/src/frontend`), else where Richie has its own. Null where there is none.
 */
export function findFrontend(path: string, importFolders: readonly string[]): string | null {
  // The site's own folder is the last, and is tried before Richie's.
  const beside = importFolders
    .toReversed()
    .flatMap((folder) => [join(folder, '../frontend'), join(folder, 'frontend')])
  const candidates = [...beside, 'src/frontend', 'frontend']
  return candidates.find((folder) => existsSync(join(path, folder, 'package.json'))) ?? null
}
