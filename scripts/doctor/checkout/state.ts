import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { ok, skip, warn } from '../../diagnosis/check.ts'
import { removeDeadLock } from '../../system/lock.ts'
import type { DoctorCheck, AutoFix } from '../doctor-check.ts'
import type { MachineContext } from '../facts/machine-context.ts'

export const state: DoctorCheck = {
  id: 'state',
  title: '.campus is closed to others, and no dead command holds its lock',
  what: '`.campus/` keeps what outlives the generated files: secrets, the last mode, which images were built, the lock that lets one command at a time change things. The folder is for you alone (0700), the secrets too (0600). A lock that a killed command has left is taken over by the next one.',
  see: 'ls -la .campus .campus/secrets\ncat .campus/lock',
  fix: '`bin/campus doctor --fix` closes the files and removes a dead lock. By hand: `chmod 700 .campus; chmod 600 .campus/secrets.json .campus/secrets/*`.',
  needs: ['file-owners'],
  look(context) {
    const { folders, disk } = context
    if (!disk.exists(folders.stateDir)) return skip('there is no .campus before the first make run')
    const open = findOpen(context)
    const lock = context.lock()
    const faults = [
      ...open.map(({ shown, mode, wanted }) => `${shown} is ${octal(mode)}, wanted: ${octal(wanted)}`),
      ...(lock?.isAlive === false ? [`.campus/lock: ${whose(lock)}, which is gone`] : []),
    ]
    if (faults.length > 0) {
      return warn(
        open.length > 0 ? 'others may read what is yours alone' : 'a command that is gone has left its lock',
        [
          {
            says: 'Close the files and remove the lock of a dead command.',
            command: 'bin/campus doctor --fix',
          },
        ],
        faults,
      )
    }
    if (lock !== undefined) return ok(`${whose(lock)} is at work since ${lock.since}`)
    return ok(`last mode ${disk.read(join(folders.stateDir, 'mode')).trim() || 'none'}`)
  },
  autoFix(context): AutoFix {
    const open = findOpen(context)
    const isDead = context.lock()?.isAlive === false
    return {
      plan: [
        ...open.map(({ shown, wanted }) => `chmod ${octal(wanted)} ${shown}`),
        ...(isDead ? ['remove .campus/lock'] : []),
      ],
      apply() {
        for (const { path, wanted } of open) chmodSync(path, wanted)
        if (isDead) removeDeadLock(join(context.folders.stateDir, 'lock'))
        return Promise.resolve([])
      },
    }
  },
}

type Open = { readonly path: string; readonly shown: string; readonly mode: number; readonly wanted: number }

/** What grants others a right. */
function findOpen({ folders: { stateDir }, disk }: MachineContext): readonly Open[] {
  const files = ['secrets.json', ...disk.list(join(stateDir, 'secrets')).map((name) => `secrets/${name}`)]
  const wanted = [
    ['', 0o700] as const,
    ['build', 0o700] as const,
    ...files.map((file) => [file, 0o600] as const),
  ]
  return wanted.flatMap(([file, right]) => {
    const path = join(stateDir, file)
    const mode = disk.mode(path)
    if (mode === undefined || (mode & 0o077) === 0) return []
    return [{ path, shown: join('.campus', file), mode, wanted: right }]
  })
}

function whose({ command, pid }: { readonly command: string; readonly pid: number }): string {
  return command === '' ? 'of a command that is not known' : `campus ${command} (pid ${pid})`
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0')
}
