import { statSync } from 'node:fs'
import { richieVersionFault } from '../environment/richie-source-schema.ts'
import { richieVersionIn, type Requirements } from './requirements.ts'
import { settingsFiles, type FoundSettings } from './settings-module.ts'

export type CheckoutProblem = { readonly message: string; readonly hint: string }

type Seen = {
  /** As the spec has it. */
  readonly checkout: string
  readonly path: string
  readonly isRichie: boolean
  readonly site: FoundSettings | undefined
  readonly settings: string | undefined
  readonly requirements: Requirements
}

/** Why nothing can be run from a checkout. */
export function checkoutProblem(seen: Seen): CheckoutProblem | undefined {
  const { checkout, path, isRichie, site, settings, requirements } = seen
  if (!isFolder(path))
    return { message: `There is no folder ${path} (richie.source.checkout).`, hint: cloneHint(seen) }
  if (site !== undefined && 'there' in site) {
    const list = site.there.map((file) => `  settings: ${file}`).join('\n')
    return {
      message: `The checkout ${path} has no settings ${settings} (richie.source.settings).`,
      hint: list === '' ? 'It has no settings.py at all: is it the right folder?' : `It has these:\n${list}`,
    }
  }
  if (!isRichie && site === undefined) {
    const [first = 'sites/mysite/src/backend/mysite/settings.py'] = settingsFiles(path)
    const folder = /^[\w./~-]+$/.test(checkout) ? checkout : `'${checkout.replaceAll("'", "''")}'`
    return {
      message: `The checkout ${path} has no src/richie, so it is not Richie (richie.source.checkout).`,
      hint: `If it is a site factory, name the settings of its site:\n  richie: { source: { checkout: ${folder}, settings: ${first} } }`,
    }
  }
  if (requirements.lines.length === 0) {
    return {
      message: `Nothing in ${path} lists the packages that the site needs: no requirements/base.txt or requirements.txt, no pyproject.toml or setup.cfg, in the folder of its settings or above.`,
      hint: 'Add a requirements.txt that names richie, next to the settings or at the top of the checkout.',
    }
  }
  return versionProblem(seen)
}

function versionProblem({ path, isRichie, requirements }: Seen): CheckoutProblem | undefined {
  const version = richieVersionIn(requirements)
  const tooOld = version === undefined ? undefined : richieVersionFault(version)
  if (tooOld === undefined) return undefined
  return {
    message: `The checkout ${path} is too old (richie.source.checkout): ${tooOld}`,
    hint: isRichie
      ? `Newer ones in it:  git -C ${path} tag --list 'v*'`
      : 'Its requirements name that version of richie: raise it there.',
  }
}

/** The address to clone from is only known for Richie itself. */
function cloneHint({ path, settings }: Seen): string {
  const isRichie = settings === undefined || /^sandbox[./]/.test(settings)
  const clone = isRichie
    ? `Clone it:  git clone https://github.com/openfun/richie ${path}`
    : 'Clone your site there.'
  return `${clone}\nOr name another one in environment.yaml or environment.local.yaml.`
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
