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
