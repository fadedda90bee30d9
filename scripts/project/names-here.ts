import { join } from 'node:path'
import { hostsFile } from '../hosts/hosts-file.ts'
import { lookupFor, type Lookup } from '../hosts/lookup.ts'
import { isLoopback } from '../system/addresses.ts'
import { writeIfChanged, readJson } from '../system/files.ts'

/** Those of the hosts, and what keeps the answer for the next time: of a wrong spec nothing is written. */
export type NamesHere = { readonly names: readonly string[]; keep(): void }

/**
 * Which of these hosts this machine's resolver leads to itself. It is asked each time, and what it said last is kept: where it gives
 * no answer, or none in time, that still holds, so that a blip of the network never changes what is generated.
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

/** Whoever may only look, as in a checkout of somebody else, is told by the resolver alone. */
function keep(file: string, leadsHere: Readonly<Record<string, boolean>>): void {
  try {
    writeIfChanged(file, `${JSON.stringify(leadsHere, null, 2)}\n`)
  } catch {
    return
  }
}
