import { linkSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readTextIfThere, readJson } from './files.ts'
import { UserError } from './user-error.ts'

type Holder = { pid: number; started: string; command: string; since: string }

/**
 * Takes the one lock of a checkout and returns what releases it. A lock whose holder is gone (killed, or its number
 * belongs to another process now) is taken over.
 */
export function takeLock(path: string, command: string): () => void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const holder: Holder = {
    pid: process.pid,
    started: startTime(process.pid),
    command,
    since: new Date().toISOString(),
  }
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true)
    throw Object.assign(new Error('is a folder'), { code: 'EISDIR', path })
  for (let tries = 0; tries < 3; tries += 1) {
    if (linkNew(path, JSON.stringify(holder))) return () => release(path, holder)
    const other = readHolder(path)
    if (other !== undefined && other.started !== '' && other.started === startTime(other.pid)) {
      throw new UserError(
        `campus ${other.command} is running here since ${other.since.slice(11, 19)} UTC (pid ${other.pid}).`,
        {
          id: 'lock-held',
          hint: `Wait for it, or stop it: kill ${other.pid}`,
        },
      )
    }
    takeAway(path, other)
  }
  throw new UserError(`Other commands keep taking the lock ${path}.`, {
    id: 'lock-held',
    hint: 'Wait for them, then run the same command again.',
  })
}

/** Who holds a lock. */
export type LockState = Pick<Holder, 'pid' | 'command' | 'since'> & { readonly isAlive: boolean }

/** The state of a lock; undefined where nobody has taken it. One that can't be read has no living holder. */
export function lookAtLock(path: string): LockState | undefined {
  if (readTextIfThere(path) === undefined) return undefined
  const { pid = 0, started = '', command = '', since = '' } = readHolder(path) ?? {}
  return { pid, command, since, isAlive: started !== '' && started === startTime(pid) }
}

/** Removes a lock whose holder is gone; one that lives, or was taken meanwhile, stays. */
export function removeDeadLock(path: string): void {
  if (lookAtLock(path)?.isAlive === false) takeAway(path, readHolder(path))
}

/** Makes the file whole or not at all: another process must never read half a lock. False where there is one. */
function linkNew(path: string, text: string): boolean {
  const temporary = `${path}.${process.pid}`
  writeFileSync(temporary, text, { mode: 0o600 })
  try {
    linkSync(temporary, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** Removes a lock whose holder is gone; one that somebody else has taken meanwhile is put back. */
function takeAway(path: string, stale: Holder | undefined): void {
  const aside = `${path}.stale-${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return // another process was quicker
  }
  const taken = readHolder(aside)
  if (taken !== undefined && taken.pid !== stale?.pid) linkSync(aside, path)
  rmSync(aside, { force: true })
}

function release(path: string, holder: Holder): void {
  if (readHolder(path)?.pid === holder.pid) rmSync(path, { force: true })
}

function readHolder(path: string): Holder | undefined {
  return readJson<Holder | undefined>(path, undefined)
}

/** When a process began, as the kernel counts it; tells a process from a later one with its number. '' if it is gone. */
function startTime(pid: number): string {
  try {
    // Field 22 of /proc/PID/stat, counted after the name, which may hold spaces.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''
  } catch {
    return process.platform !== 'linux' && isAlive(pid) ? 'alive' : ''
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
