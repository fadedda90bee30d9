/** What Richie's page tells its scripts about the LMSes: `window.__richie_frontend_context__` (openedx-api.md, 7). */
type FrontendContext = {
  readonly release?: string
  readonly authentication?: { readonly endpoint?: string | null; readonly backend?: string }
  readonly lms_backends?: readonly FrontendBackend[]
}

export type FrontendBackend = {
  readonly endpoint?: string | null
  readonly backend?: string
  readonly course_regexp?: string
  readonly next_url?: string
}

export type ReadContext = { readonly context: FrontendContext } | { readonly fault: string }

/** The context in a page, read as a browser would; else why it can't be. */
export function readFrontendContext(html: string): ReadContext {
  const at = html.indexOf('__richie_frontend_context__')
  if (at === -1) return { fault: 'the page has no window.__richie_frontend_context__' }
  const literal = /^[^;]*?JSON\.parse\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")\s*\)/.exec(
    html.slice(at),
  )
  if (literal === null)
    return { fault: 'its window.__richie_frontend_context__ is not a JSON.parse of a text' }
  try {
    const read = JSON.parse(unescaped(literal[1] ?? literal[2] ?? '')) as { context?: unknown }
    return typeof read.context === 'object' && read.context !== null
      ? { context: read.context }
      : { fault: 'its window.__richie_frontend_context__ has no `context`' }
  } catch (error) {
    // Up to 2.7 Richie pasted it unescaped: a regex with a backslash breaks the page.
    return {
      fault: `its window.__richie_frontend_context__ breaks the page's scripts: ${(error as Error).message}`,
    }
  }
}

const letters: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
}

/** The text that a JavaScript literal stands for. */
function unescaped(literal: string): string {
  return literal.replaceAll(
    /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|(.))/gi,
    (_whole, unicode, hex, letter: string) => {
      const code = (unicode ?? hex) as string | undefined
      return code === undefined ? (letters[letter] ?? letter) : String.fromCodePoint(parseInt(code, 16))
    },
  )
}
