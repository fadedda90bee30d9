import { join } from 'node:path'
import { fail, ok, warn } from '../../diagnosis/check.ts'
import { asRoot, mayUseRoot, type RootStep } from '../../system/as-root.ts'
import { shellWord } from '../../system/shell-words.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import type { MachineContext } from '../facts/machine-context.ts'

export const fileOwners: DoctorCheck = {
  id: 'file-owners',
  title: 'the files of the checkout belong to its owner',
  what: 'A command started with sudo leaves files that belong to root, and so does Docker when it creates a missing folder to mount. Later commands of yours then fail with "permission denied" in places that have nothing to do with the cause.',
  see: 'find . -not -user "$(id -un)" -not -path "./.git/*"',
  fix: 'Restore their owner with the printed command (`sudo find ... -execdir chown ...`), or with `bin/campus doctor --fix`. Start campus without sudo: it asks for root where it needs it.',
  symptoms: ['Permission denied on a file of the checkout'],
  look(context) {
    const { strangers, owner } = context.owners()
    const { uid } = context.user
    if (uid !== 0 && uid !== owner.uid) {
      return fail(`the checkout belongs to user ${owner.uid}, and you are user ${uid}`, [
        {
          says: 'Change its owner, or work as that user.',
          command: `sudo chown -R $(id -u):$(id -g) ${shellWord(context.folders.root)}`,
        },
      ])
    }
    if (strangers.length === 0) return ok(`all belong to user ${owner.uid}`)
    const shown = strangers
      .slice(0, 8)
      .map(({ path, uid }) => `${path}: ${uid === 0 ? 'root' : `user ${uid}`}`)
    const rest = strangers.length > 8 ? [`and ${strangers.length - 8} more`] : []
    // Root may write to all of them: the fault shows only once somebody else works here.
    return (uid === 0 ? warn : fail)(
      `${strangers.length} ${strangers.length === 1 ? 'file or folder belongs' : 'files or folders belong'} to another user`,
      [
        { says: 'Restore their owner.', command: 'bin/campus doctor --fix' },
        { says: 'By hand.', command: `sudo ${giveBack(context, 'relative').argv.map(shellWord).join(' ')}` },
      ],
      [...shown, ...rest],
    )
  },
  autoFix(context) {
    const { strangers, owner } = context.owners()
    if (strangers.length === 0) return undefined
    const step = giveBack(context, 'absolute')
    return {
      plan: [`change the owner of ${strangers.map(({ path }) => path).join(', ')} to user ${owner.uid}`],
      async apply(row) {
        if (!(await mayUseRoot(row, 'Changing the owner of files needs root', [step])))
          throw new Error('root access is needed')
        const { exitCode, stderr } = await asRoot(step)
        if (exitCode !== 0) throw new Error(stderr.trim())
        return []
      },
    }
  },
}

/** Changes the owner of a link itself, never of its target. Skips what is mounted there, and files with a second hard link. */
function giveBack({ owners, folders }: MachineContext, paths: 'relative' | 'absolute'): RootStep {
  const { strangers, owner } = owners()
  const files = strangers.map(({ path }) => (paths === 'absolute' ? join(folders.root, path) : `./${path}`))
  const only = ['-xdev', '(', '-type', 'd', '-o', '-links', '1', ')']
  return {
    argv: ['find', ...files, ...only, '-execdir', 'chown', '-h', `${owner.uid}:${owner.gid}`, '{}', '+'],
  }
}
