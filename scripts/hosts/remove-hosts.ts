import { blockLines, findBlock, hasBlocks } from './block.ts'
import { backupOf, type Change } from './change-hosts.ts'
import { realDisk } from './disk.ts'
import { hostsFile } from './hosts-file.ts'
import { sayLines, type HostsOutcome, type HostsRequest } from './outcome.ts'
import { readHosts, type Hosts } from './read-hosts.ts'
import { byHand, changeWithRights, ownRights } from './rights.ts'

/** Takes the block of an environment out of the hosts file; every other byte stays. */
export async function removeHosts(request: HostsRequest): Promise<HostsOutcome<'removed'>> {
  const { environment, row, file = hostsFile(), rights = ownRights } = request
  const hosts = readHosts(file)
  const own = findBlock(hosts.text, environment, file)
  const lines = own === undefined ? [] : blockLines(own)
  const change: Change = { action: 'remove', environment, names: [] }
  if (own === undefined && !hosts.isCut && !hasIdleBackup(hosts)) {
    row.done(`no block of ${environment} in ${file}`)
    return { state: 'right', file, lines, astray: [], advice: [] }
  }
  sayLines(row, `Lines to remove from ${file}`, lines)
  const changed = await changeWithRights(row, file, change, rights)
  if ('refused' in changed) {
    row.failed(`${file} was not changed`)
    const advice = [...changed.refused.split('\n'), '', ...byHand(hosts, file, change)]
    return { state: 'left', file, lines, astray: [], advice }
  }
  row.done(`block of ${environment} removed from ${file}`)
  const advice =
    changed.keptBackup === undefined
      ? []
      : [`Other lines have changed since, so the backup is kept: ${changed.keptBackup}`]
  return { state: 'removed', file, lines, astray: [], advice }
}

/** A backup that a killed run left, and that equals the file. */
function hasIdleBackup({ target, text }: Hosts): boolean {
  return !hasBlocks(text) && realDisk.read(backupOf(target)) === text
}
