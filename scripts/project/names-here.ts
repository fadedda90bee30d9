import { join } from 'node:path'
import { hostsFile } from '../hosts/hosts-file.ts'
import { lookupFor, type Lookup } from '../hosts/lookup.ts'
import { isLoopback } from '../system/addresses.ts'
import { writeIfChanged, readJson } from '../system/files.ts'

/** The hosts that lead here, and `keep`, which stores the answer for the next time; it is not called for a wrong spec. */
export type NamesHere = { readonly names: readonly string[]; keep(): void }

/**
 * Which of these hosts this machine's resolver leads to itself. It is asked each time, and its last answer is kept: without an answer
 * in time the last one holds, so that a blip of the network never changes what is generated.
 */
export async function findNamesHere(
  { stateDir }: { readonly stateDir: string },
  hosts: readonly string[],
  lookup: Lookup = lookupFor(hostsFile()),
): Promise<NamesHere> {
  if (hosts.length === 0) return { names: [], keep: () => undefined }
  const file = join(stateDir, 'names-here.json')
  const before = readJson<Readonly<Record<string, unknown>>>(file, {})
  const found = await lookup(hosts)
  const now = Object.fromEntries(
    hosts.map((host) => {
      const addresses = found.get(host) ?? []
      return [host, addresses.length === 0 ? before[host] === true : addresses.every(isLoopback)]
    }),
  )
  return { names: hosts.filter((host) => now[host]), keep: () => keep(file, now) }
}

/** Without write access, as in a checkout of another user, only the resolver's answer counts. */
function keep(file: string, leadsHere: Readonly<Record<string, boolean>>): void {
  try {
    writeIfChanged(file, `${JSON.stringify(leadsHere, null, 2)}\n`)
  } catch {
    return
  }
}
