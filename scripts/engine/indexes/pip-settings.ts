/** Settings of pip that say where packages come from and how long to wait; nothing that names a path of the host. */
const keptKeys = ['index-url', 'extra-index-url', 'trusted-host', 'timeout', 'retries', 'proxy'] as const
type Key = (typeof keptKeys)[number]

const addedUp: readonly Key[] = ['extra-index-url', 'trusted-host']

/**
 * One pip.conf of the host's own files (least important first) and its PIP_* variables, as pip itself merges them:
 * the later wins, and `[install]` wins over `[global]`.
 */
export function mergePipSettings(
  files: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string {
  const merged = new Map<Key, string>()
  for (const section of ['global', 'install'])
    for (const file of files) for (const [key, value] of settingsIn(file, section)) merged.set(key, value)
  for (const key of keptKeys) {
    const name = key.toUpperCase().replaceAll('-', '_')
    const value = env[`PIP_${name}`] ?? env[`PIP_DEFAULT_${name}`]
    if (value) merged.set(key, value)
  }
  const lines = keptKeys.flatMap((key) => {
    const values = (merged.get(key) ?? '').split(/\s+/).filter((value) => value !== '' && !isOfHost(value))
    const [first] = values
    if (first === undefined) return []
    return addedUp.includes(key) && values.length > 1
      ? [`${key} =`, ...values.map((v) => `    ${v}`)]
      : [`${key} = ${first}`]
  })
  return lines.length === 0 ? '' : `[global]\n${lines.join('\n')}\n`
}

function isOfHost(value: string): boolean {
  return value.startsWith('/') || value.startsWith('file:') || value.startsWith('~')
}

function settingsIn(file: string, wanted: string): ReadonlyMap<Key, string> {
  const found = new Map<Key, string>()
  let section = ''
  let last: Key | undefined
  for (const line of file.split(/\r?\n/)) {
    if (/^\s*([#;]|$)/.test(line)) continue
    const header = /^\[(.+)\]\s*$/.exec(line)
    const pair = /^([\w-]+)\s*[=:]\s*(.*)$/.exec(line)
    if (header) {
      section = header[1] ?? ''
      last = undefined
    } else if (pair) {
      last = section === wanted ? keyNamed(pair[1] ?? '') : undefined
      if (last) found.set(last, (pair[2] ?? '').trim())
    } else if (last && /^\s/.test(line)) {
      found.set(last, `${found.get(last) ?? ''} ${line.trim()}`.trim())
    }
  }
  return found
}

function keyNamed(text: string): Key | undefined {
  const name = text
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^default-/, '')
  return keptKeys.find((key) => key === name)
}
