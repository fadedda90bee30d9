import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder of what belongs to a person and not to one checkout: the own certificate authority, and what was added to
 * trust stores. It outlives `clean`, which must never orphan an entry of a trust store.
 */
export function userDataFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = env['HOME'] ?? homedir()
  if (platform === 'darwin') return join(home, 'Library/Application Support/campus')
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local/share'), 'campus')
}
