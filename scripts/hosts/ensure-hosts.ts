import { adviceAstray, adviceOnWindows } from './advice.ts'
import { blockLines, findBlock } from './block.ts'
import { applyChange, type Change } from './change-hosts.ts'
import { refuseElsewhere } from './entries.ts'
import { hostsFile } from './hosts-file.ts'
import { astray, lookupFor, lookUpAgain, lookUpIn, type Addresses } from './lookup.ts'
import { sayLines, type HostsOutcome, type HostsRequest } from './outcome.ts'
import { readHosts } from './read-hosts.ts'
import { byHand, changeWithRights, ownRights } from './rights.ts'

type Request = HostsRequest & { readonly names: readonly string[] }

/**
 * Makes names resolve to this machine. Only those that do not are added to the hosts file, in the environment's
 * block; what is in that block already stays. Resolves again as proof. Throws, and writes nothing, where the file sends
 * a name elsewhere, and where the marks of our block are broken.
 */
export async function ensureHosts(request: Request): Promise<HostsOutcome<'added'>> {
  const { names, row, file = hostsFile(), lookup = lookupFor(file), rights = ownRights } = request
  row.doing('looking up the names')
  const hosts = readHosts(file)
  refuseElsewhere(hosts.text, names, file)
  // A change that was cut short may have left lines that go with its completion.
  const found = hosts.isCut ? lookUpIn(hosts.text, names) : await lookup(names)
  const change = planChange(hosts.text, request, file, found)
  const lines = change.names.length === 0 ? [] : blockLines(change)
  const isNew = applyChange(hosts.text, change, file) !== hosts.text
  if (!isNew && !hosts.isCut) return report('right', found)

  sayChange(request, change, lines, file)
  const changed = await changeWithRights(row, file, change, rights)
  if ('refused' in changed) {
    row.failed(`${file} was not changed`)
    const advice = [...changed.refused.split('\n'), '', ...byHand(hosts, file, change)]
    return { state: 'left', file, lines, astray: astray(names, found), advice }
  }
  row.doing('looking up the names again')
  return report(isNew ? 'added' : 'right', await lookUpAgain(names, lookup, request.patienceMs))

  function report(state: 'right' | 'added', addresses: Addresses): HostsOutcome<'added'> {
    const still = astray(names, addresses)
    if (still.length > 0) row.failed(`not resolved here: ${still.join(', ')}`)
    else if (state === 'added') row.done(`${change.names.length} names in ${file}`)
    else row.done(`${names.length} names resolve to this machine`)
    const advice = [...adviceAstray(still, addresses, file), ...adviceOnWindows(names, file)]
    return { state, file, lines, astray: still, advice }
  }
}

/** Where all names resolve here nothing is changed: names in our block that are no longer needed do no harm. */
function planChange(text: string, { environment, names }: Request, file: string, found: Addresses): Change {
  const own = findBlock(text, environment, file)?.names ?? []
  const missing = astray(names, found)
  const wanted = missing.length === 0 ? own : names.filter((name) => [...own, ...missing].includes(name))
  return { action: 'add', environment, names: wanted }
}

function sayChange({ row, names }: Request, change: Change, lines: readonly string[], file: string): void {
  const right = names.filter((name) => !change.names.includes(name))
  if (right.length > 0) row.note(`  Already right: ${right.join(', ')}`)
  sayLines(row, `Lines for ${file}`, lines)
}
