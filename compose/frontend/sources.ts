import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a front end that is somebody's work: not its packages, not what begins with a dot. */
function sourceFiles(folder: string): readonly string[] {
  return listFiles(folder).toSorted()
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return []
    return entry.isDirectory() ? listFiles(path) : entry.isFile() ? [path] : []
  })
}

/** One hash over all sources. */
export function hashSources(folder: string): string {
  const hash = createHash('sha256')
  for (const path of sourceFiles(folder)) {
    const content = createHash('sha256').update(readFileSync(path)).digest('hex')
    hash.update(`${path.slice(folder.length)} ${content}\n`)
  }
  return hash.digest('hex')
}

/** When the newest of the sources was changed, in milliseconds of the epoch. */
export function sourcesTime(folder: string): number {
  return Math.max(0, ...sourceFiles(folder).map(timeOf))
}

/** Changes when any source is changed, comes or goes. */
export function sourcesSignature(folder: string): string {
  return signatureOf(sourceFiles(folder))
}

/**
 * The same of the files that webpack and nodemon read only when they start: packages, configuration, and translations,
 * which are compiled into a package. Asked often: the other folders are not looked at.
 */
export function configurationSignature(folder: string): string {
  const topFiles = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(folder, entry.name))
  const i18n = join(folder, 'i18n')
  const translations = existsSync(i18n) ? listFiles(i18n).filter((path) => path.endsWith('.json')) : []
  return signatureOf([...topFiles, ...translations].toSorted())
}

function signatureOf(paths: readonly string[]): string {
  return paths.map((path) => `${path} ${timeOf(path)}`).join('\n')
}

/** A file may go between being listed and being looked at. */
function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
