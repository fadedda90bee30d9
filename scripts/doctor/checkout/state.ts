import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { ok, skip, warn } from '../../diagnosis/check.ts'
import { removeDeadLock } from '../../system/lock.ts'
import { shellWord } from '../../system/shell-words.ts'
import type { DoctorCheck, AutoFix } from '../doctor-check.ts'
import type { MachineContext } from '../facts/machine-context.ts'

export const state: DoctorCheck = {
  id: 'state',
  title: '.campus is private, and no dead command holds its lock',
  what: '`.campus/` keeps what outlives the generated files: secrets, the last mode, which images were built, and the lock that lets only one command at a time change things. Only you may read the folder (0700) and the secrets (0600). The next command takes over a lock left by a killed command.',
  see: 'ls -la .campus .campus/secrets\ncat .campus/lock',
  fix: '`bin/campus doctor --fix` restricts the permissions and removes a dead lock. By hand: `chmod 700 .campus; chmod 600 .campus/secrets.json .campus/secrets/*`.',
  needs: ['file-owners'],
  look(context) {
    const { folders, disk } = context
    if (!disk.exists(folders.stateDir)) return skip('.campus does not exist before the first make run')
    const open = findOpen(context)
    const lock = context.lock()
    const faults = [
      ...open.map(({ shown, mode, wanted }) => `${shown} is ${octal(mode)}, expected: ${octal(wanted)}`),
      ...(lock?.isAlive === false ? [`.campus/lock: ${whose(lock)}, no longer running`] : []),
    ]
    if (faults.length > 0) {
      return warn(
        open.length > 0 ? 'other users can read your private files' : 'a killed command has left its lock',
        [
          {
            says: 'Restrict the permissions and remove a dead lock.',
            command: 'bin/campus doctor --fix',
          },
        ],
        faults,
      )
    }
    if (lock !== undefined) return ok(`${whose(lock)} has been running since ${lock.since}`)
    return ok(`last mode ${disk.read(join(folders.stateDir, 'mode')).trim() || 'none'}`)
  },
  autoFix(context): AutoFix {
    const open = findOpen(context)
    const isDead = context.lock()?.isAlive === false
    return {
      plan: [
        ...open.map(({ shown, wanted }) => `chmod ${octal(wanted)} ${shellWord(shown)}`),
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
  return command === '' ? 'unknown command' : `campus ${command} (pid ${pid})`
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0')
}
