/** yarn.lock with the addresses of another registry in place of those of the public ones. */
export function lockForRegistry(lock: string, registry: string): string {
  return lock.replaceAll(
    /^( +resolved ")https?:\/\/registry\.(?:npmjs\.org|yarnpkg\.com)\//gm,
    (_, begin: string) => `${begin}${registry.replace(/\/+$/, '')}/`,
  )
}
