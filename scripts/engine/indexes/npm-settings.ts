/** Settings of npm that say where packages come from, and who asks; nothing that names a path of the host. */
const keptKeys =
  /^(?:(?:@[^:]+:)?registry|always-auth|strict-ssl|proxy|http-proxy|https-proxy|ca|ca\[\]|_auth|_authToken|email)$/
const keptOfRegistry = /^\/\/.+:(?:_authToken|_auth|username|_password|always-auth|email)$/

type Environment = Readonly<Record<string, string | undefined>>

/**
 * One .npmrc of the host's own files, least important first, and of its npm_config_* variables. `${NAME}` is filled in from
 * the environment, as npm does it: nothing of that is known in a container. Tokens and all: it is for one container's eyes.
 */
export function mergeNpmSettings(npmrcs: readonly string[], yarnrc: string, env: Environment): string {
  const merged = new Map<string, readonly string[]>()
  for (const text of npmrcs) for (const [key, values] of settingsIn(text)) merged.set(key, values)
  for (const [name, value] of Object.entries(env)) {
    const key = /^npm_config_(.+)$/i.exec(name)?.[1]?.toLowerCase().replaceAll('_', '-')
    if (key !== undefined && value && keptKeys.test(key)) merged.set(key, [value])
  }
  // For yarn its own settings come before those of npm.
  for (const [, key = '', value = ''] of yarnrc.matchAll(/^"?([^\s"]+)"?[ \t]+"?([^"\n]*?)"?[ \t]*$/gm))
    if (keptKeys.test(key)) merged.set(key, [value])
  return [...merged]
    .flatMap(([key, values]) => values.map((value) => `${key}=${fillIn(value, env)}\n`))
    .join('')
}

function settingsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const line of text.split(/\r?\n/)) {
    const [, key = '', value = ''] = /^\s*([^#;\s=][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (keptKeys.test(key) || keptOfRegistry.test(key))
      found.set(key, key.endsWith('[]') ? [...(found.get(key) ?? []), value] : [value])
  }
  return found
}

function fillIn(value: string, env: Environment): string {
  return value.replace(/\$\{([^}]+)\}/g, (whole, name: string) => env[name] ?? whole)
}

/** The files in which npm's settings stand, least important first. */
export function npmFiles(home: string, env: Environment): readonly string[] {
  const named = (key: string) => env[`npm_config_${key}`] ?? env[`NPM_CONFIG_${key.toUpperCase()}`]
  const global = named('globalconfig')
  return [
    ...(global === undefined ? ['/etc/npmrc', '/usr/etc/npmrc', '/usr/local/etc/npmrc'] : [global]),
    named('userconfig') ?? `${home}/.npmrc`,
  ]
}
