import type { Environment } from './schema.ts'

/** The name of a site that the documentation gives, that of tls mode: the spec's own, else its key below the domain. */
export function documentedHost(
  { domain }: Pick<Environment, 'domain'>,
  key: string,
  host: string | undefined,
): string {
  return host ?? `${key}.${domain}`
}
