/** The container's settings, and where it keeps things. */
export type Settings = {
  /** Folder of the front end, in the checkout. */
  readonly folder: string
  readonly mode: 'built' | 'watch'
  /** Says in one line how far it is; for the gateway, `campus up` and `campus status`. */
  readonly statusFile: string
  /** Exists while the front end is ready: the health check looks for it. Removed at each start. */
  readonly readyFile: string
  /** Settings of npm of the host, an .npmrc, and its proxy variables; may be absent. */
  readonly hostFolder: string
  /** yarn's cache and home folders. */
  readonly dataFolder: string
}

export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  return {
    folder: env['CAMPUS_FRONTEND'] ?? '/opt/checkout/src/frontend',
    mode: env['CAMPUS_FRONTEND_MODE'] === 'watch' ? 'watch' : 'built',
    statusFile: env['CAMPUS_STATUS'] ?? '/run/campus/frontend.status',
    readyFile: env['CAMPUS_READY'] ?? '/dev/shm/campus-ready',
    hostFolder: env['CAMPUS_HOST_SETTINGS'] ?? '/etc/campus/npm',
    dataFolder: env['CAMPUS_DATA'] ?? '/data/frontend',
  }
}
