import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder for what belongs to a user and not to one checkout: campus's own certificate authority, and the record of
 * what was added to trust stores. `clean` keeps it: otherwise entries of trust stores could not be removed any more.
 */
export function userDataFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = env['HOME'] ?? homedir()
  if (platform === 'darwin') return join(home, 'Library/Application Support/campus')
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local/share'), 'campus')
}
