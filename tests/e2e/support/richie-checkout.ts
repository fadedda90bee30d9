import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { secretArguments } from '../../../scripts/engine/images/build-base.ts'
import { proxyVariables } from '../../../scripts/system/proxy.ts'
import { docker } from './docker.ts'
import { local } from './environment.ts'

const execute = promisify(execFile)

/** Richie's source distribution: all of its repository, with a front end that is built. */
const sdist = {
  requirement: 'richie==3.5.1',
  file: 'richie-3.5.1.tar.gz',
  sha256: '6ed62c9f426d56049c6fcee6573f804a61a0b96683ea1cef62662aca6f64be8a',
}

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'campus-tests')

/** A checkout of Richie, of somebody who is neither root nor uid 1000. */
export type RichieCheckout = { readonly dir: string; remove(): void }

export type CheckoutOptions = {
  readonly owner: { readonly uid: number; readonly gid: number }
  /** Paths that are left out: what git ignores is in the distribution, too. */
  readonly without?: readonly string[]
}

/** Makes one of the source distribution, which is downloaded the first time. Needs root, as the end-to-end tests do. */
export async function makeRichieCheckout({ owner, without = [] }: CheckoutOptions): Promise<RichieCheckout> {
  const tarball = await fetchSdist()
  const dir = mkdtempSync(join(tmpdir(), 'campus-richie-'))
  // Most of it is documentation in many versions, and pictures.
  await execute('tar', ['-xzf', tarball, '-C', dir, '--strip-components=1', '--exclude=*/website/*'])
  for (const path of without) rmSync(join(dir, path), { recursive: true, force: true })
  await execute('chown', ['-R', `${owner.uid}:${owner.gid}`, dir])
  await execute('chmod', ['755', dir])
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

/** By pip, in a container: this machine need not have one. */
async function fetchSdist(): Promise<string> {
  const path = join(cache, sdist.file)
  if (existsSync(path)) return path
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'sdist-'))
  const args = {
    ...proxyVariables(process.env),
    BASE: `${local.name}-base:bookworm`,
    REQUIREMENT: sdist.requirement,
  }
  await docker([
    'build',
    `--output=${folder}`,
    ...Object.entries(args).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...secretArguments(join(inject('dir'), '.campus/build')),
    join(import.meta.dirname, 'sdist'),
  ])
  const found = hashFile(join(folder, sdist.file))
  if (found !== sdist.sha256) throw new Error(`${sdist.file} is ${found}, not ${sdist.sha256}`)
  renameSync(join(folder, sdist.file), path)
  rmSync(folder, { recursive: true })
  return path
}

/** Hash of a file of a checkout, to compare with what is served. */
export function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The same of a file. */
export function hashFile(path: string): string {
  return hashOf(readFileSync(path))
}
