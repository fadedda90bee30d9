/**
 * What Python's `re.match` finds in a link: anchored at the start only, as Richie calls it (openedx-api.md, 7). Null where
 * it does not match.
 */
export function matchPython(pattern: string, link: string): RegExpExecArray | null {
  return compilePython(pattern).exec(link)
}

/** A Python expression as one of JavaScript that matches what `re.match` does. Throws, saying why, where it does not compile. */
export function compilePython(pattern: string): RegExp {
  // Of the flags that Python takes at the start, `a` and `u` change nothing in a link.
  const [leading = '', letters = ''] = /^\(\?([aimsu]+)\)/.exec(pattern) ?? []
  const flags = new Set(letters.replace(/[au]/g, ''))
  // Sticky, for with (?m) `^` would match after each line break.
  return new RegExp(translate(pattern.slice(leading.length)), `y${[...flags].join('')}`)
}

function translate(pattern: string): string {
  let js = ''
  let at = 0
  while (at < pattern.length) {
    const [length, text] = translateAt(pattern, at)
    js += text
    at += length
  }
  return js
}

function translateAt(pattern: string, at: number): readonly [number, string] {
  for (const { python, js } of differences) {
    python.lastIndex = at
    const found = python.exec(pattern)
    if (found !== null) return [found[0].length, js(...found)]
  }
  return [1, pattern[at] ?? '']
}

/** What the two dialects write differently; the first that matches is taken. */
const differences: readonly { readonly python: RegExp; readonly js: (...parts: string[]) => string }[] = [
  { python: /\\A/y, js: () => '(?<![^])' },
  { python: /\\Z/y, js: () => '(?![^])' },
  { python: /\\[^]/y, js: escape },
  // A bracket that comes first in a set is a member of it.
  { python: /\[(\^?)(\]?)((?:\\[^]|[^\]\\])*)\]/y, js: set },
  { python: /\(\?P<(\w+)>/y, js: (_, name) => `(?<${name}>` },
  { python: /\(\?P=(\w+)\)/y, js: (_, name) => String.raw`\k<${name}>` },
  { python: /\(\?#[^)]*\)/y, js: () => '' },
  { python: /\(\?<(?![=!])/y, js: () => refuse('Python names a group with (?P<name>...)') },
  { python: /\{,(\d*)\}/y, js: (_, most) => `{0,${most}}` },
  // Python's `$` also matches before a line break at the very end.
  { python: /\$/y, js: () => String.raw`(?=\n?$)` },
]

function set(_: string, not = '', first = '', rest = ''): string {
  if (first + rest === '') refuse('unterminated character set')
  return `[${not}${first && String.raw`\]`}${rest.replace(/\\[^]/g, escape)}]`
}

/** Python refuses an escaped letter without a meaning; JavaScript takes the letter itself. */
function escape(sequence: string): string {
  if (sequence === String.raw`\a`) return String.raw`\x07`
  return /\\[ceg-mo-qyzCE-RT-VXY]/.test(sequence) ? refuse(`bad escape ${sequence}`) : sequence
}

function refuse(why: string): never {
  throw new SyntaxError(why)
}
