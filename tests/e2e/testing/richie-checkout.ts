import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Richie's source distribution: all of its repository, with a front end that is built. */
const sdist = {
  file: 'richie-3.5.1.tar.gz',
  sha256: '6ed62c9f426d56049c6fcee6573f804a61a0b96683ea1cef62662aca6f64be8a',
}

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'campus-tests')

/** A checkout of Richie, of somebody who is neither root nor uid 1000. */
export type RichieCheckout = { readonly dir: string; remove(): void }

export type CheckoutWishes = {
  readonly owner: { readonly uid: number; readonly gid: number }
  /** Paths that are left out: what git ignores is in the distribution, too. */
  readonly without?: readonly string[]
}

/** Makes one of the source distribution, which is downloaded the first time. Needs root, as the end-to-end tests do. */
export async function makeRichieCheckout({ owner, without = [] }: CheckoutWishes): Promise<RichieCheckout> {
  const tarball = await fetchSdist()
  const dir = mkdtempSync(join(tmpdir(), 'campus-richie-'))
  // Most of it is documentation in many versions, and pictures.
  await execute('tar', ['-xzf', tarball, '-C', dir, '--strip-components=1', '--exclude=*/website/*'])
  for (const path of without) rmSync(join(dir, path), { recursive: true, force: true })
  await execute('chown', ['-R', `${owner.uid}:${owner.gid}`, dir])
  await execute('chmod', ['755', dir])
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

async function fetchSdist(): Promise<string> {
  const path = join(cache, sdist.file)
  if (existsSync(path)) return path
  const { stdout } = await execute('python3', ['-m', 'pip', 'config', 'get', 'global.index-url']).catch(
    () => ({
      stdout: '',
    }),
  )
  const index = `${stdout.trim().replace(/\/+$/, '') || 'https://pypi.org/simple'}/richie/`
  const page = await (await fetch(index)).text()
  const link = [...page.matchAll(/href="([^"]+)"/g)].find(([, href = '']) =>
    href.includes(`/${sdist.file}`),
  )?.[1]
  if (link === undefined) throw new Error(`${index} has no ${sdist.file}`)
  const content = Buffer.from(await (await fetch(new URL(link, index))).arrayBuffer())
  const found = createHash('sha256').update(content).digest('hex')
  if (found !== sdist.sha256) throw new Error(`${sdist.file} is ${found}, not ${sdist.sha256}`)
  mkdirSync(cache, { recursive: true })
  writeFileSync(`${path}.new`, content)
  renameSync(`${path}.new`, path)
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
