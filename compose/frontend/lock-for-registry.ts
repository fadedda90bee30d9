/**
 * yarn.lock with the addresses of another registry in place of its own, which stand at the root of their hosts. What a scope
 * has a registry of its own for (`@acme`) stays where it is.
 */
export function lockForRegistry(lock: string, registry: string, ownScopes: readonly string[]): string {
  return lock.replaceAll(
    /^( +resolved ")https?:\/\/[^/"]+\/((?:(@[^/"]+)\/)?[^/"@]+\/-\/)/gm,
    (line, begin: string, path: string, scope: string | undefined) =>
      scope !== undefined && ownScopes.includes(scope)
        ? line
        : `${begin}${registry.replace(/\/+$/, '')}/${path}`,
  )
}
