import { fail, ok, skip, warn, type Verdict } from '../../diagnosis/check.ts'
import { findBlock } from '../../hosts/block.ts'
import { ensureHosts } from '../../hosts/ensure-hosts.ts'
import { readEntries, refuseElsewhere } from '../../hosts/entries.ts'
import { hostNames } from '../../hosts/hosts-file.ts'
import { astray } from '../../hosts/lookup.ts'
import { isLoopback } from '../../system/addresses.ts'
import { UserError } from '../../system/user-error.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { planOf, tlsPlanOf, type MachineContext } from '../facts/machine-context.ts'

export const hostsFile: DoctorCheck = {
  id: 'hosts-file',
  title: "the hosts file points the sites' names to this machine",
  what: "Over https the sites have names such as `richie.local.dev`, which DNS does not point to this machine. A block in the hosts file does, between `# >>> campus: NAME` and `# <<< campus: NAME`. The first line for a name wins, so a line of yours for the same name overrides campus's. Over http browsers find `*.localhost` without the hosts file.",
  see: 'cat /etc/hosts\ngetent ahosts richie.local.dev',
  fix: '`bin/campus hosts add` (or `make setup-ssl`) adds what is missing and shows the lines first. Delete any line that points a name elsewhere, or choose another `domain` in `environment.local.yaml`. If the block is damaged, delete it and add it again.',
  symptoms: ['The page does not load: the name is not found'],
  needs: ['spec'],
  async look(context) {
    const isTls = planOf(context).mode === 'tls'
    const names = namesOf(context)
    const { file } = context.hosts
    const fault = isTls ? fail : warn
    try {
      const text = context.hosts.text()
      refuseElsewhere(text, names, file)
      const block = findBlock(text, planOf(context).name, file)
      if (!isTls && block === undefined) return skip('not needed over http')
      const inFile = readEntries(text)
        .filter(({ address }) => isLoopback(address))
        .flatMap((entry) => entry.names)
      const missing = names.filter((name) => !inFile.includes(name))
      const lost = missing.length === 0 ? [] : astray(missing, await context.hosts.lookup(missing))
      if (lost.length > 0) return missingNames(context, lost, fault)
      return ok(
        missing.length === 0 ? `${names.length} names in ${file}` : 'DNS points all names to this machine',
        [
          `${file}: ${block === undefined ? 'no block of this environment' : `block "${block.environment}": ${block.names.join(' ')}`}`,
        ],
      )
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      const [says = '', ...rest] = error.message.split('\n')
      return fault(says, [{ says: error.hint ?? '' }], rest)
    }
  },
  async autoFix(context) {
    if (planOf(context).mode !== 'tls') return undefined
    const names = namesOf(context)
    const lost = astray(names, await context.hosts.lookup(names))
    if (lost.length === 0) return undefined
    return {
      plan: [`add ${lost.join(', ')} to ${context.hosts.file}`],
      async apply(row) {
        const { state, advice } = await ensureHosts({ environment: planOf(context).name, names, row })
        if (state === 'left') throw new Error(advice.join('\n'))
        return advice
      },
    }
  },
}

/** The names that the hosts file is for, whatever the mode is: those of https. */
function namesOf(context: MachineContext): readonly string[] {
  return hostNames(tlsPlanOf(context))
}

function missingNames(
  { hosts: { file, canChange } }: MachineContext,
  lost: readonly string[],
  fault: typeof fail,
): Verdict {
  const lines = [`127.0.0.1 ${lost.join(' ')}`, `::1 ${lost.join(' ')}`]
  const fix = canChange
    ? { says: 'Add them; the lines are shown first.', command: 'bin/campus hosts add' }
    : { says: `Only root may change ${file}, and there is no sudo. As root, add to it:\n${lines.join('\n')}` }
  return fault(`${lost.join(' and ')} ${lost.length === 1 ? 'is' : 'are'} not in ${file}`, [fix])
}
