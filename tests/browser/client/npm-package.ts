import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const cache = resolve(import.meta.dirname, '../../../node_modules/.cache/campus-tests')

/** A package at one version, and what its tarball must be: `sha512-` and base64, as in a package-lock. */
export type PinnedPackage = { readonly name: string; readonly version: string; readonly integrity: string }

/**
 * The folder of a package's own files, fetched by npm the first time and kept beside node_modules. Nothing is installed:
 * none of its dependencies, none of its scripts. Throws where the tarball is another than the pinned one.
 */
export async function fetchPackage({ name, version, integrity }: PinnedPackage): Promise<string> {
  const folder = join(cache, `${name}-${version}`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  // Beside its place, and moved there whole: an interrupted fetch is done again.
  const fresh = mkdtempSync(join(cache, 'fetching-'))
  try {
    await execute('npm', ['pack', `${name}@${version}`, '--loglevel=error', '--pack-destination', fresh], {
      cwd: fresh,
    })
    const tarball = join(fresh, readdirSync(fresh).find((file) => file.endsWith('.tgz')) ?? 'none.tgz')
    const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`
    if (found !== integrity) throw new Error(`${name}@${version} is ${found}, not ${integrity}`)
    await execute('tar', ['-xzf', tarball, '-C', fresh])
    renameSync(join(fresh, 'package'), folder)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return folder
}
