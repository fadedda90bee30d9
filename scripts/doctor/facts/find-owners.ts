import { lstatSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'

/** Whose the files of a checkout are. */
export type Owners = {
  /** Of the checkout's own folder. */
  readonly owner: { readonly uid: number; readonly gid: number }
  /** Files and folders of somebody else, the outermost only; paths from the checkout. */
  readonly strangers: readonly { readonly path: string; readonly uid: number }[]
}

/** Packages are thousands of files: only as deep as a program of ours would be the one that writes there. */
const packageDepth = 2
const skipped = new Set(['.git'])

/** Looks who owns what in a checkout; a link is not followed, and what is mounted there is not looked at. */
export function findOwners(root: string): Owners {
  const { uid, gid, dev } = lstatSync(root)
  const strangers: { path: string; uid: number }[] = []
  const look = (path: string, depthLeft: number) => {
    const found = statsOf(join(root, path))
    if (found === undefined || (found.isDirectory() && found.dev !== dev)) return
    if (found.uid !== uid) strangers.push({ path, uid: found.uid })
    else if (found.isDirectory() && depthLeft > 0)
      for (const name of namesIn(join(root, path))) look(join(path, name), depthLeft - 1)
  }
  for (const name of namesIn(root))
    if (!skipped.has(name)) look(name, name === 'node_modules' ? packageDepth : 20)
  return { owner: { uid, gid }, strangers }
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    return undefined // it went meanwhile, or its folder is closed
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
