import { existsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { RichieSourceSpec } from '../environment/richie-source-schema.ts'
import type { CheckoutFacts } from '../plan/richie-source.ts'
import { hashRequirements, readRequirements } from './checkout-requirements.ts'
import type { Requirements } from './checkout-requirements.ts'
import { findFrontend } from './find-frontend.ts'
import { findSettings, settingsFiles } from './find-settings.ts'
import type { FoundSettings } from './find-settings.ts'

/** A checkout as it is found on this machine, and what is wrong with it. */
export type FoundCheckout = {
  readonly facts: CheckoutFacts
  readonly requirements: Requirements
  /** Why nothing can be run from it. */
  readonly problem: CheckoutProblem | undefined
}

type CheckoutProblem = { readonly message: string; readonly hint: string }

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
    problem: findProblem(path, { isRichie, site, settings, isEmpty: requirements.lines.length === 0 }),
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

type Seen = {
  readonly isRichie: boolean
  readonly site: FoundSettings | undefined
  readonly settings: string | undefined
  readonly isEmpty: boolean
}

function findProblem(path: string, { isRichie, site, settings, isEmpty }: Seen): CheckoutProblem | undefined {
  if (!isFolder(path)) {
    return {
      message: `There is no folder ${path} (richie.source.checkout).`,
      hint: `Clone it:  git clone https://github.com/openfun/richie ${path}\nOr name another one in environment.yaml or environment.local.yaml.`,
    }
  }
  if (site !== undefined && 'there' in site) {
    const list = site.there.map((file) => `  settings: ${file}`).join('\n')
    return {
      message: `The checkout ${path} has no settings ${settings} (richie.source.settings).`,
      hint: list === '' ? 'It has no settings.py at all: is it the right folder?' : `It has these:\n${list}`,
    }
  }
  if (!isRichie && site === undefined) {
    const [first = 'sites/mysite/src/backend/mysite/settings.py'] = settingsFiles(path)
    return {
      message: `The checkout ${path} has no src/richie, so it is no Richie (richie.source.checkout).`,
      hint: `If it is a site factory, name the settings of its site:\n  richie: { source: { checkout: …, settings: ${first} } }`,
    }
  }
  if (isEmpty) {
    return {
      message: `Nothing in ${path} says what the site needs: no requirements/base.txt or requirements.txt, no pyproject.toml or setup.cfg, in the folder of its settings or above.`,
      hint: 'Add a requirements.txt that names richie, next to the settings or at the top of the checkout.',
    }
  }
  return undefined
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
