import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** The module, and the folder below the checkout that Python finds it from; or the settings files that are there instead. */
export type FoundSettings =
  | { readonly module: string; readonly folder: string }
  | { readonly there: readonly string[] }

const deepest = 7
const skipped = new Set([
  'node_modules',
  'tests',
  'site-packages',
  '{{cookiecutter.organization}}-richie-site-factory',
])

/**
 * Finds a site's settings in a checkout: a file such as `sandbox/settings.py`, or a module such as `funmooc.settings`. Python finds
 * a project from the folder of its manage.py; Richie's sandbox and its cookiecutter have an `__init__.py` there as well.
 */
export function findSettings(checkout: string, settings: string): FoundSettings {
  const isFile = settings.endsWith('.py') || settings.includes('/')
  const file = isFile ? fileOf(checkout, settings) : moduleFile(checkout, settings)
  if (file === undefined) return { there: settingsFiles(checkout) }
  const folder = projectFolder(checkout, file)
  const inside = folder === '' ? file : file.slice(folder.length + 1)
  return {
    folder: folder === '' ? '.' : folder,
    module: inside.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.'),
  }
}

/** All files of a checkout that look like a site's settings. */
export function settingsFiles(checkout: string): readonly string[] {
  return walk(checkout, '', 0).filter((file) => /(?:^|\/)settings(?:\/[\w-]+)?\.py$/.test(file))
}

function fileOf(checkout: string, settings: string): string | undefined {
  const file = normalize(settings)
  return !file.startsWith('..') && existsSync(join(checkout, file)) ? file : undefined
}

function moduleFile(checkout: string, module: string): string | undefined {
  if (module === '') return undefined
  const path = module.replaceAll('.', '/')
  return walk(checkout, '', 0).find((file) =>
    [`${path}.py`, `${path}/__init__.py`].some((end) => `/${file}`.endsWith(`/${end}`)),
  )
}

/** The nearest folder with a manage.py, else the first that is no package. */
function projectFolder(checkout: string, file: string): string {
  const parents: string[] = []
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) parents.push(folder)
  parents.push('')
  const managed = parents.find((folder) => existsSync(join(checkout, folder, 'manage.py')))
  return managed ?? parents.find((folder) => !existsSync(join(checkout, folder, '__init__.py'))) ?? ''
}

/** Python files, in a stable order. */
function walk(checkout: string, folder: string, depth: number): string[] {
  if (depth > deepest) return []
  try {
    const entries = readdirSync(join(checkout, folder), { withFileTypes: true })
    const at = (name: string) => (folder === '' ? name : `${folder}/${name}`)
    const files = entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
      .map(({ name }) => at(name))
    const folders = entries.filter(
      (entry) => entry.isDirectory() && !entry.name.startsWith('.') && !skipped.has(entry.name),
    )
    return [
      ...files.toSorted(),
      ...folders
        .map(({ name }) => at(name))
        .toSorted()
        .flatMap((name) => walk(checkout, name, depth + 1)),
    ]
  } catch {
    return []
  }
}
