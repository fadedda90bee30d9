import { dirname } from 'node:path'
import { UserError } from '../system/user-error.ts'
import type { Disk } from './disk.ts'
import { stage } from './replace-file.ts'

/*
 * Where a hosts file can't be replaced (a bind mount, as in a container), it is written in place. The text before and
 * the text that is to be are kept beside it meanwhile, so that the next run can complete what was cut short. They are
 * plain files: a person can compare them.
 */
const before = (target: string) => `${target}.campus-before`
const after = (target: string) => `${target}.campus-after`

/** Writes a file in place, in a way that the next run completes. False where somebody else has changed it meanwhile. */
export function writeInPlace(disk: Disk, target: string, old: string, text: string): boolean {
  stage(disk, old, target).putAt(before(target))
  stage(disk, text, target).putAt(after(target)) // from here on it is completed, whatever happens
  const isUnchanged = disk.read(target) === old
  try {
    if (isUnchanged) rewrite(disk, target, old, text)
  } catch (error) {
    // Refused as a whole, there is nothing to complete. A disk that gets full on the way leaves a part.
    if (disk.read(target) === old) forget(disk, target)
    throw error
  }
  forget(disk, target)
  return isUnchanged
}

/** What a hosts file holds once a change that was cut short is completed; `isCut` where there is such a change. */
export function readWhole(
  disk: Disk,
  target: string,
): { readonly text: string | undefined; readonly isCut: boolean } {
  const found = disk.read(target)
  const text = disk.read(after(target))
  if (text === undefined) return { text: found, isCut: false }
  const old = disk.read(before(target))
  if (found !== undefined && old !== undefined && isMixture(found, old, text)) return { text, isCut: true }
  throw new UserError(
    `campus was interrupted while it changed ${target}, and the file has changed since: campus leaves it alone.`,
    {
      id: 'hosts-cut-short',
      hint: [
        `See what campus was about to write: diff ${target} ${after(target)}`,
        `See the file before that:           diff ${target} ${before(target)}`,
        `Once ${target} is right, remove both: rm ${after(target)} ${before(target)}`,
      ].join('\n'),
    },
  )
}

/** Completes a change that was cut short. */
export function repair(disk: Disk, target: string): void {
  const { text, isCut } = readWhole(disk, target)
  if (isCut && text !== undefined) rewrite(disk, target, disk.read(target) ?? '', text)
  forget(disk, target)
}

/**
 * Whether a file is what `rewrite` leaves at some moment: the new text up to a place, the old one from there on. What
 * is completed from a mixture and cut short again is one too.
 */
function isMixture(found: string, old: string, text: string): boolean {
  const same = commonLength(found, text)
  if (found === text) return true
  return same >= old.length ? same === found.length : found.slice(same) === old.slice(same)
}

/** An addition at the end is one call; all else is written from the first difference on. */
function rewrite(disk: Disk, target: string, from: string, to: string): void {
  const same = commonLength(from, to)
  if (same === from.length) disk.append(target, to.slice(same))
  else disk.overwrite(target, same, to.slice(same))
}

/** The new text goes first: without it there is nothing to complete. */
function forget(disk: Disk, target: string): void {
  disk.remove(after(target))
  disk.remove(before(target))
  disk.syncFolder(dirname(target))
}

function commonLength(one: string, other: string): number {
  let length = 0
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1
  return length
}
