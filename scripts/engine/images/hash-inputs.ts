import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type BuildInputs = {
  readonly contextDir: string
  readonly args: Readonly<Record<string, string>>
  readonly extraInputs?: readonly string[]
  /** Anything else that the result depends on: the id of the image it is built on. */
  readonly values?: readonly string[]
}

// BuildKit knows these without a declaration and keeps them out of its own cache keys too.
const networkArgs = /^(https?|ftp|all|no)_proxy$/i

/** One hash over everything that an image is made of: the same hash means that a build would change nothing. */
export function hashInputs({ contextDir, args, extraInputs = [], values = [] }: BuildInputs): string {
  const hash = createHash('sha256')
  const add = (...parts: readonly string[]) => hash.update(`${JSON.stringify(parts)}\n`)
  for (const path of filesBelow(contextDir)) add('file', path, contentOf(join(contextDir, path)))
  for (const [name, value] of Object.entries(args).toSorted(byName))
    if (!networkArgs.test(name)) add('arg', name, value)
  for (const [position, path] of extraInputs.entries()) add('extra', String(position), contentOf(path))
  add('values', ...values)
  return hash.digest('hex')
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1
}

/** All files below a folder, in a stable order. */
function filesBelow(dir: string): readonly string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.replace(/\/+$/, '').length + 1))
    .toSorted()
}

function contentOf(path: string): string {
  const link = linkTarget(path)
  if (link !== undefined) return `link ${link}`
  const kind = (statSync(path).mode & 0o111) === 0 ? 'file' : 'program'
  return `${kind} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EINVAL') return undefined
    throw error
  }
}
