import type { Site } from '../plan/site.ts'

export const systemHostsFile = '/etc/hosts'

/** The hosts file to work on: the system's, unless CAMPUS_HOSTS_FILE names another one, as tests do. */
export function hostsFile(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const other = env['CAMPUS_HOSTS_FILE']
  return other === undefined || other === '' ? systemHostsFile : other
}

/** The names that the sites are documented by, each once: several sites may share one, on ports of their own. */
export function hostNames({ sites }: { readonly sites: readonly Pick<Site, 'host'>[] }): readonly string[] {
  return [...new Set(sites.map(({ host }) => host))]
}
