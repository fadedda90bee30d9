type Environment = Readonly<Record<string, string | undefined>>

/** The proxy variables in both spellings, since programs differ in which one they read. BuildKit knows them by these names. */
export function proxyVariables(env: Environment): Record<string, string> {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'ALL_PROXY', 'NO_PROXY']
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name] ?? env[name.toLowerCase()]
      return value ? [[name, value] as const, [name.toLowerCase(), value] as const] : []
    }),
  )
}

/**
 * The address of a proxy, an index or an engine without the name and password that may stand before its host, also where no
 * scheme does. People write passwords with an `@` or a `/` as they are, so all before the last `@` goes; a path alone, as of a
 * socket, has none.
 */
export function withoutCredentials(address: string): string {
  return /^(?:[a-z]+:\/\/)?\//i.test(address)
    ? address
    : address.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1')
}
