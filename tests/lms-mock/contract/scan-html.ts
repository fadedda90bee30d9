/** What a browser finds in a page: elements, attributes, and what scripts and style sheets hold. */
export type Scan = {
  readonly elements: readonly string[]
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly raw: readonly string[]
}

/** Reads HTML tag by tag as a browser's tokenizer does, so that a text which breaks out of its place shows as an element or an attribute. */
export function scanHtml(html: string): Scan {
  const elements: string[] = []
  const attributes: [string, string][] = []
  const raw: string[] = []
  let at = 0
  while (at < html.length) {
    const start = html.indexOf('<', at)
    if (start < 0) break
    if (html.startsWith('<!--', start)) {
      at = after(html, '-->', start)
      continue
    }
    const [, name = ''] = /^<\/?([a-z][^\s/>]*)/i.exec(html.slice(start, start + 200)) ?? []
    if (name === '') {
      at = start + 1
      continue
    }
    elements.push(name.toLowerCase())
    at = readAttributes(html, start + html.slice(start).indexOf(name) + name.length, attributes)
    if (/^(?:script|style|title|textarea)$/i.test(name) && html[start + 1] !== '/') {
      const end = html.toLowerCase().indexOf(`</${name.toLowerCase()}`, at)
      const stop = end < 0 ? html.length : end
      if (/^(?:script|style)$/i.test(name)) raw.push(html.slice(at, stop))
      at = stop
    }
  }
  return { elements, attributes, raw }
}

/** Collects the attributes of a tag whose name ends at `at`; returns where the tag ends. */
function readAttributes(html: string, at: number, attributes: [string, string][]): number {
  const pattern = /[\s/]*(?:(>)|([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?|=)/y
  pattern.lastIndex = at
  for (;;) {
    const found = pattern.exec(html)
    if (found === null || found[1] !== undefined) return found === null ? html.length : pattern.lastIndex
    attributes.push([(found[2] ?? '=').toLowerCase(), found[3] ?? found[4] ?? found[5] ?? ''])
  }
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found < 0 ? text.length : found + mark.length
}
