import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UserError } from '../system/user-error.ts'

/** The file behind the path of a hosts file, which may be a link. There may be none yet; what is no file is a fault. */
export function findTarget(file: string): string {
  const found = lstatSync(file, { throwIfNoEntry: false })
  if (found === undefined) return resolve(file)
  const target = found.isSymbolicLink() ? followLink(file) : resolve(file)
  if (!statSync(target).isFile()) {
    const what = statSync(target).isDirectory() ? 'a folder' : 'no ordinary file'
    throw new UserError(`${named(file, target)} is ${what}. Expected the hosts file.`, {
      id: 'hosts-unreadable',
      hint: `See what it is: ls -ld ${target}`,
    })
  }
  return target
}

function followLink(file: string): string {
  try {
    return realpathSync(file)
  } catch (cause) {
    const target = resolve(dirname(file), readlinkSync(file))
    throw new UserError(`${file} is a link to ${target}, which can't be followed.`, {
      id: 'hosts-unreadable',
      hint: `See where it ends: ls -l ${file} ${target}`,
      cause,
    })
  }
}

function named(file: string, target: string): string {
  return resolve(file) === target ? file : `${file} (a link to ${target})`
}
