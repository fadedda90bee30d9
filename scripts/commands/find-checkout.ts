import { existsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { RichieSourceSpec } from '../environment/richie-source-schema.ts'
import type { CheckoutFacts } from '../plan/richie-source.ts'
import { checkoutProblem } from './checkout-problem.ts'
import type { CheckoutProblem } from './checkout-problem.ts'
import { hashRequirements, readRequirements } from './checkout-requirements.ts'
import type { Requirements } from './checkout-requirements.ts'
import { findFrontend } from './find-frontend.ts'
import { findSettings } from './find-settings.ts'

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

/** In a rootless engine, the person who runs it is root; anybody else is nobody there. */
function ownerOf(path: string, isRootless: boolean): CheckoutFacts['owner'] {
  if (isRootless) return { uid: 0, gid: 0 }
  try {
    const { uid, gid } = statSync(path)
    return { uid, gid }
  } catch {
    return { uid: 1000, gid: 1000 }
  }
}
