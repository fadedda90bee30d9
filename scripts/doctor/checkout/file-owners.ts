import { join } from 'node:path'
import { fail, ok, warn } from '../../diagnosis/check.ts'
import { asRoot, mayUseRoot, type RootStep } from '../../system/as-root.ts'
import { shellWord } from '../../system/shell-words.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import type { MachineContext } from '../facts/machine-context.ts'

export const fileOwners: DoctorCheck = {
  id: 'file-owners',
  title: "every file of the checkout belongs to the checkout's owner",
  what: 'A command that was started with sudo leaves files of root behind, and so does Docker where it makes a folder to mount that was missing. Later commands of yours then fail with "permission denied" at a place that has nothing to do with it.',
  see: 'find . -not -user "$(id -un)" -not -path "./.git/*"',
  fix: 'Give them back to yourself, with the command that is printed (`sudo find ... -execdir chown ...`), or by `bin/campus doctor --fix`. Start campus without sudo: it asks for root itself where it needs it.',
  symptoms: ['Permission denied on a file of the checkout'],
  look(context) {
    const { strangers, owner } = context.owners()
    const { uid } = context.user
    if (uid !== 0 && uid !== owner.uid) {
      return fail(`the checkout belongs to user ${owner.uid}, and you are user ${uid}`, [
        {
          says: 'Make it yours, or work as its owner.',
          command: `sudo chown -R $(id -u):$(id -g) ${shellWord(context.folders.root)}`,
        },
      ])
    }
    if (strangers.length === 0) return ok(`all of user ${owner.uid}`)
    const shown = strangers
      .slice(0, 8)
      .map(({ path, uid }) => `${path}: ${uid === 0 ? 'root' : `user ${uid}`}`)
    const rest = strangers.length > 8 ? [`and ${strangers.length - 8} more`] : []
    // Root may write to all of them: it harms the person who comes next.
    return (uid === 0 ? warn : fail)(
      `${strangers.length} ${strangers.length === 1 ? 'file or folder belongs' : 'files or folders belong'} to somebody else`,
      [
        { says: 'Give them back.', command: 'bin/campus doctor --fix' },
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
      plan: [`give ${strangers.map(({ path }) => path).join(', ')} to user ${owner.uid}`],
      async apply(row) {
        if (!(await mayUseRoot(row, 'Giving files back needs root', [step])))
          throw new Error('this needs root')
        const { exitCode, stderr } = await asRoot(step)
        if (exitCode !== 0) throw new Error(stderr.trim())
        return []
      },
    }
  },
}

/** A link's own owner, never that of what it leads to; neither what is mounted there, nor a file that has another name elsewhere. */
function giveBack({ owners, folders }: MachineContext, paths: 'relative' | 'absolute'): RootStep {
  const { strangers, owner } = owners()
  const files = strangers.map(({ path }) => (paths === 'absolute' ? join(folders.root, path) : `./${path}`))
  const only = ['-xdev', '(', '-type', 'd', '-o', '-links', '1', ')']
  return {
    argv: ['find', ...files, ...only, '-execdir', 'chown', '-h', `${owner.uid}:${owner.gid}`, '{}', '+'],
  }
}
