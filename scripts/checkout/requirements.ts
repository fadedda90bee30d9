import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readTextOrEmpty } from '../system/files.ts'

/** What a checkout says that it needs. */
export type Requirements = {
  /** Input of the image's `install-checkout`, a line for each thing to install. */
  readonly lines: readonly string[]
  /** Path below the checkout -> text, of all that an installation reads. */
  readonly files: Readonly<Record<string, string>>
}

const metadata = ['pyproject.toml', 'setup.cfg', 'setup.py']
const requirementFiles = [
  'requirements/base.txt',
  'requirements.txt',
  'requirements/production.txt',
  'requirements/common.txt',
]

/** Reads the requirements of Richie itself, and those of a site, which are in its project folder or above. */
export function readRequirements(
  checkout: string,
  isRichie: boolean,
  projectFolder: string | undefined,
): Requirements {
  const folders = projectFolder === undefined ? [] : upwards(projectFolder)
  const file = folders
    .flatMap((folder) => requirementFiles.map((name) => below(folder, name)))
    .find((name) => existsSync(join(checkout, name)))
  const packageFolder = isRichie
    ? '.'
    : file === undefined
      ? folders.find((folder) => isPackage(join(checkout, folder)))
      : undefined
  return {
    lines: [
      ...(packageFolder === undefined
        ? []
        : [isRichie ? `richie ${versionOf(checkout)}` : `package ${packageFolder}`]),
      ...(file === undefined ? [] : [`file ${file}`]),
    ],
    files: {
      ...(packageFolder === undefined ? {} : packageFiles(checkout, packageFolder)),
      ...(file === undefined ? {} : neighbours(checkout, file)),
    },
  }
}

/** A hash of it all; empty for nothing. */
export function hashRequirements({ lines, files }: Requirements): string {
  if (lines.length === 0) return ''
  return createHash('sha256')
    .update(JSON.stringify([lines, files]))
    .digest('hex')
    .slice(0, 16)
}

/** Writes what the image is built with. */
export function writeRequirements(folder: string, { lines, files }: Requirements): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [path, text] of Object.entries({ ...files, 'campus-requirements': `${lines.join('\n')}\n` })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** `sites/funmooc/src/backend` and all folders above it; `.` is the checkout. */
function upwards(folder: string): readonly string[] {
  return folder === '.' ? ['.'] : [folder, ...upwards(dirname(folder))]
}

function below(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`
}

/** Many sites have a pyproject.toml for their linters only. */
function isPackage(folder: string): boolean {
  return (
    /^\[project\]/m.test(readTextOrEmpty(join(folder, 'pyproject.toml'))) ||
    /^install_requires/m.test(readTextOrEmpty(join(folder, 'setup.cfg'))) ||
    /install_requires/.test(readTextOrEmpty(join(folder, 'setup.py')))
  )
}

/** Metadata, and empty files in place of those that it may name: their texts are no reason to rebuild. */
function packageFiles(checkout: string, folder: string): Record<string, string> {
  const dir = join(checkout, folder)
  const known = metadata.filter((name) => existsSync(join(dir, name)))
  const named = readdirSync(dir).filter(
    (name) => /^(?:README|LICEN[CS]E|CHANGELOG|AUTHORS|NOTICE)/i.test(name) && isFile(join(dir, name)),
  )
  return Object.fromEntries([
    ...known.map((name) => [below(folder, name), readFileSync(join(dir, name), 'utf8')]),
    ...named.map((name) => [below(folder, name), '']),
  ])
}

/** A requirement file and those beside it: it may refer to them. */
function neighbours(checkout: string, file: string): Record<string, string> {
  const folder = dirname(file)
  const names = readdirSync(join(checkout, folder)).filter(
    (name) => /\.(?:txt|in)$/.test(name) && isFile(join(checkout, folder, name)),
  )
  return Object.fromEntries(
    names.toSorted().map((name) => [below(folder, name), readFileSync(join(checkout, folder, name), 'utf8')]),
  )
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

/** The version that Richie's metadata takes from git, which the build does not see: that of a source distribution, else the last one released. */
function versionOf(checkout: string): string {
  const stated = /^Version: (\S+)$/m.exec(readTextOrEmpty(join(checkout, 'PKG-INFO')))
  const released = /^## \[(\d+\.\d+\.\d+[\w.-]*)\]/m.exec(readTextOrEmpty(join(checkout, 'CHANGELOG.md')))
  return stated?.[1] ?? released?.[1] ?? unknownVersion
}

const unknownVersion = '0'

/** Richie's version, if the checkout is Richie and states it, or is a site that requires one version of it. */
export function richieVersionIn({ lines, files }: Requirements): string | undefined {
  const [, own] = /^richie (\S+)$/m.exec(lines.join('\n')) ?? []
  if (own !== undefined) return own === unknownVersion ? undefined : own
  const [, file = ''] = /^file (.+)$/m.exec(lines.join('\n')) ?? []
  return /^richie(?:\[[^\]]*\])?\s*==\s*(\d+\.\d+\.\d+)/im.exec(files[file] ?? '')?.[1]
}
