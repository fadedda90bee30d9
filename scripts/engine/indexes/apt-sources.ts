/** One repository of apt, whichever of its two formats it was written in. */
export type AptSource = {
  readonly uris: readonly string[]
  readonly suites: readonly string[]
  readonly components: readonly string[]
  /** A key ring's path, or the key itself. */
  readonly signedBy?: string
}

/** The binary repositories in a `.sources` file (deb822). */
export function parseDeb822(text: string): readonly AptSource[] {
  return text
    .split(/\r?\n[ \t]*(?:\r?\n)+/)
    .map(fieldsOf)
    .filter((fields) => words(fields.get('types')).includes('deb') && fields.get('enabled') !== 'no')
    .map((fields) =>
      source(fields.get('uris'), fields.get('suites'), fields.get('components'), fields.get('signed-by')),
    )
}

/** The binary repositories in a `.list` file (one line each). */
export function parseOneLine(text: string): readonly AptSource[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, options = '', uri, suite, components] =
      /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)([^#]*)/.exec(line) ?? []
    if (uri === undefined) return []
    return [source(uri, suite, components, /signed-by=(\S+)/.exec(options)?.[1])]
  })
}

/** A `.sources` file. */
export function formatDeb822(sources: readonly AptSource[]): string {
  return sources.map(formatStanza).join('\n')
}

/** The repositories of one release of Debian itself: its main archive, its updates, its security archive. */
export function sourcesOfRelease(sources: readonly AptSource[], release: string): readonly AptSource[] {
  const ofRelease = new RegExp(`^${release}(-updates|-security|/updates)?$`)
  return sources
    .map((source) => ({ ...source, suites: source.suites.filter((suite) => ofRelease.test(suite)) }))
    .filter(({ suites, components }) => suites.length > 0 && components.includes('main'))
}

/** The main archive of another release, from the same mirror and with the same key ring as this one's. */
export function siblingRelease(
  sources: readonly AptSource[],
  release: string,
  sibling: string,
): AptSource | undefined {
  const main = sources.find(
    ({ suites, components }) => suites.includes(release) && components.includes('main'),
  )
  return main && { ...main, suites: [sibling], components: ['main'] }
}

function source(uris = '', suites = '', components = '', signedBy = ''): AptSource {
  return {
    uris: words(uris),
    suites: words(suites),
    components: words(components),
    ...(signedBy.trim() === '' ? {} : { signedBy: signedBy.trim() }),
  }
}

function words(text = ''): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

function fieldsOf(stanza: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  let last = ''
  for (const line of stanza.split(/\r?\n/)) {
    if (line.startsWith('#')) continue
    const field = /^([\w-]+):\s*(.*)$/.exec(line)
    if (field) {
      last = (field[1] ?? '').toLowerCase()
      fields.set(last, field[2] ?? '')
    } else if (/^\s/.test(line)) {
      fields.set(last, `${fields.get(last) ?? ''}\n${line}`)
    }
  }
  return fields
}

function formatStanza({ uris, suites, components, signedBy }: AptSource): string {
  const lines = [
    'Types: deb',
    `URIs: ${uris.join(' ')}`,
    `Suites: ${suites.join(' ')}`,
    `Components: ${components.join(' ')}`,
    ...(signedBy === undefined ? [] : [`Signed-By: ${signedBy}`]),
  ]
  return `${lines.join('\n')}\n`
}
