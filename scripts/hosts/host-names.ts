import type { Site } from '../plan/site.ts'

/** The names that the sites are documented by, each once: several sites may share one, on ports of their own. */
export function hostNames({ sites }: { readonly sites: readonly Pick<Site, 'host'>[] }): readonly string[] {
  return [...new Set(sites.map(({ host }) => host))]
}
