import { shellCommands } from '../system/as-root.ts'
import { applyChange, type Change } from './change-hosts.ts'
import type { Hosts } from './read-hosts.ts'
import { rootStep } from './rights.ts'

/** How a person makes a change, as lines to print: an addition by lines to paste, all else by our own writer. */
export function byHand(hosts: Hosts, file: string, change: Change): readonly string[] {
  const text = applyChange(hosts.text, change, file)
  const isAddition = !hosts.isCut && text.startsWith(hosts.text)
  // tee writes lines that end as the shell's do.
  const input = text.slice(hosts.text.length).replaceAll('\r', '')
  const step = isAddition ? { argv: ['tee', '-a', file], input } : rootStep(file, change)
  return [`To change ${file} by hand:`, '', ...shellCommands([step]).split('\n')]
}
