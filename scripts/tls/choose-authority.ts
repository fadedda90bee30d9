import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { userDataFolder } from '../system/user-data.ts'
import type { Authority } from './authority.ts'
import { openMkcert } from './mkcert.ts'
import { openOwnAuthority } from './own-authority.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * mkcert's authority where it can be used, else our own. Nothing is recorded: where mkcert appears later, it wins, and
 * the certificates are issued again by its authority. Notes are for the user, such as why mkcert was not used.
 */
export async function chooseAuthority(options: {
  readonly domain: string
  readonly env?: Env
  readonly clock?: () => Date
}): Promise<{ readonly authority: Authority; readonly notes: readonly string[] }> {
  const { domain, env = process.env, clock = () => new Date() } = options
  const mkcert = await openMkcert({ clock })
  if (mkcert.kind === 'usable') return { authority: mkcert.authority, notes: [] }
  const notes: string[] = []
  if (mkcert.kind === 'unusable')
    notes.push(`mkcert can't be used, so campus uses its own authority. ${mkcert.says}`)
  const authority = await openOwnAuthority({
    domain,
    folder: ownFolder(domain, env),
    now: clock(),
    say: (line) => notes.push(line),
  })
  return { authority, notes }
}

/** Whether certificates for this domain were made without mkcert once: then it is not offered again. */
export function hasOwnAuthority(domain: string, env: Env = process.env): boolean {
  return existsSync(join(ownFolder(domain, env), 'ca.pem'))
}

function ownFolder(domain: string, env: Env): string {
  return join(userDataFolder(env), 'ca', domain)
}
