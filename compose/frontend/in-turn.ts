import { spawnSync } from 'node:child_process'

/** What `flock` ends with where another has the lock. */
const taken = 75

/**
 * The program that starts another one only when nobody else works in a folder: another environment may have the same
 * checkout. Not by yarn's own `--mutex`, which gives up where the machine is so busy that it can't renew its lock in time.
 * Nothing where the file system of the checkout knows no locks.
 */
export function inTurn(folder: string): readonly string[] {
  const { status } = spawnSync('flock', ['--nonblock', '--conflict-exit-code', String(taken), folder, 'true'])
  return status === 0 || status === taken ? ['flock', folder] : []
}
