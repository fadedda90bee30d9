import { isIP } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isLoopback } from '../system/addresses.ts'
import { run } from '../system/process.ts'
import { readEntries } from './entries.ts'
import { systemHostsFile } from './hosts-file.ts'
import { readHosts } from './read-hosts.ts'

/** Name -> addresses of both families; none, or no entry, for a name that does not resolve. */
export type Addresses = ReadonlyMap<string, readonly string[]>
export type Lookup = (names: readonly string[]) => Promise<Addresses>

/** A DNS server that takes longer is as good as none: the hosts file answers before it. */
const timeoutMs = 2000

/** Asks the system's resolver, as every program does: the hosts file, then DNS. */
export const systemLookup: Lookup = (names) => askSystem(names, timeoutMs)

/** The same for those who wait less long; names that are not found in time are left out. */
export async function askSystem(names: readonly string[], timeoutMs: number): Promise<Addresses> {
  const { stdout } = await run([process.execPath, join(import.meta.dirname, 'lookup-program.ts'), ...names], {
    timeoutMs,
    // Half of the threads look names up: as many as there are names.
    env: { UV_THREADPOOL_SIZE: String(Math.max(4, names.length * 2)) },
  })
  const lines = stdout.split('\n').filter((line) => line !== '')
  return new Map(lines.map((line) => JSON.parse(line) as [string, readonly string[]]))
}

/** The system's resolver for the system's hosts file; for any other file, the file alone. */
export function lookupFor(file: string): Lookup {
  if (file === systemHostsFile) return systemLookup
  return (names) => Promise.resolve(lookUpIn(readHosts(file).text, names))
}

const pauseMs = 300

/**
 * Asks until all names lead to this machine, for as long as a resolver may take to see a change of the hosts file:
 * systemd-resolved looks at it again only every two seconds (resolved-etc-hosts.c).
 */
export async function lookUpAgain(
  names: readonly string[],
  lookup: Lookup,
  patienceMs = 3000,
): Promise<Addresses> {
  const until = performance.now() + patienceMs
  for (;;) {
    const found = await lookup(names)
    if (astray(names, found).length === 0 || performance.now() > until) return found
    await sleep(pauseMs)
  }
}

/** What a hosts file alone answers. */
export function lookUpIn(text: string, names: readonly string[]): Addresses {
  const entries = readEntries(text)
  const addressesOf = (name: string) =>
    entries.filter((entry) => entry.names.includes(name)).map(({ address }) => address)
  return new Map(names.map((name) => [name, addressesOf(name)]))
}

/** The names that do not resolve to this machine only. */
export function astray(names: readonly string[], found: Addresses): readonly string[] {
  return names.filter((name) => {
    const addresses = found.get(name) ?? []
    return addresses.length === 0 || !addresses.every(isLoopback)
  })
}

/**
 * Addresses of a name as a browser here finds them: every `*.localhost` is this machine whatever a resolver says, an
 * address is itself, anything else is asked for once.
 */
export function browserLookup(lookup: Lookup): (name: string) => Promise<readonly string[]> {
  const asked = new Map<string, Promise<readonly string[]>>()
  return async (name) => {
    const address = name.replace(/^\[|\]$/g, '')
    if (isIP(address) !== 0) return [address]
    if (/(?:^|\.)localhost$/.test(name)) return ['127.0.0.1', '::1']
    const known = asked.get(name) ?? lookup([name]).then((found) => found.get(name) ?? [])
    asked.set(name, known)
    return await known
  }
}
