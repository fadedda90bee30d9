import { isIP } from 'node:net'
import type { Lookup } from './lookup.ts'

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
