import { basename, dirname } from 'node:path'
import type { Disk } from '../disk.ts'

/** The process of a `mortalDisk` was killed. */
export class Killed extends Error {}

/** A step of the writer; `bytes` where it writes a text, which may be cut anywhere. */
export type Step = { readonly name: keyof Disk; readonly path: string; readonly bytes: number }

/**
 * For tests: files in memory, path -> text, and a process that is killed at a step, after so many bytes of what the step
 * writes. Whatever is tried afterwards, such as tidying up, does not happen. A `mounted` file can't be replaced.
 */
export function mortalDisk(
  files: Map<string, string>,
  { dieAt = Infinity, bytes = 0, mounted = '' } = {},
): Disk & { readonly steps: readonly Step[] } {
  const steps: Step[] = []
  const live = (name: keyof Disk, path: string, text = ''): string => {
    if (steps.length > dieAt) throw new Killed()
    steps.push({ name, path, bytes: text.length })
    return steps.length > dieAt ? text.slice(0, bytes) : text
  }
  const orDie = <T>(result: T): T => {
    if (steps.length > dieAt) throw new Killed()
    return result
  }
  const textOf = (path: string) => files.get(path) ?? ''
  return {
    steps,
    findTarget: (file) => file,
    read(path) {
      live('read', path)
      return orDie(files.get(path))
    },
    list(folder) {
      live('list', folder)
      return orDie([...files.keys()].filter((path) => dirname(path) === folder).map((path) => basename(path)))
    },
    make(path, text) {
      if (files.has(path)) throw new Error(`${path} is there already`)
      files.set(path, live('make', path, text))
      return orDie(true)
    },
    rename(from, to) {
      live('rename', to)
      orDie(undefined)
      if (to === mounted) throw Object.assign(new Error('EBUSY: resource busy'), { code: 'EBUSY' })
      files.set(to, textOf(from))
      files.delete(from)
    },
    append(path, text) {
      files.set(path, textOf(path) + live('append', path, text))
      orDie(undefined)
    },
    overwrite(path, offset, text) {
      const written = textOf(path).slice(0, offset) + live('overwrite', path, text)
      // The file keeps its old end until all is written.
      if (steps.length > dieAt) files.set(path, written + textOf(path).slice(written.length))
      else files.set(path, written)
      orDie(undefined)
    },
    remove(path) {
      live('remove', path)
      orDie(undefined)
      files.delete(path)
    },
    syncFolder(folder) {
      live('syncFolder', folder)
      orDie(undefined)
    },
  }
}
