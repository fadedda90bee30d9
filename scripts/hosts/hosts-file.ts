export const systemHostsFile = '/etc/hosts'

/** The hosts file to work on: the system's, unless CAMPUS_HOSTS_FILE names another one, as tests do. */
export function hostsFile(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const other = env['CAMPUS_HOSTS_FILE']
  return other === undefined || other === '' ? systemHostsFile : other
}
