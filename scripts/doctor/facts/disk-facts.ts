import { lstatSync, statfsSync } from 'node:fs'

/** Permission bits of a file or a folder; undefined where there is nothing, or a link: what it leads to may be anybody's. */
export function modeOf(path: string): number | undefined {
  try {
    const found = lstatSync(path)
    return found.isSymbolicLink() ? undefined : found.mode & 0o777
  } catch {
    return undefined
  }
}

/** Bytes that a person may still write there; undefined where there is no such folder. */
export function freeBytes(path: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  } catch {
    return undefined
  }
}

export const gibibyte = 2 ** 30

/** `3.9 GB`, in units of 2^30 as Docker counts memory. */
export function gigabytes(bytes: number): string {
  return `${(bytes / gibibyte).toFixed(1)} GB`
}
