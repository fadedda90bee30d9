/**
 * Matches a value however it may come back: as it is, percent-encoded (a space as `+` too), escaped for HTML, or as part of
 * a JSON text. Letters and digits stand for themselves in all of these.
 */
export function anyEncodingOf(value: string): string {
  return Array.from(value, (character) =>
    /^[A-Za-z0-9_-]$/.test(character) ? character : `(?:${formsOf(character).join('|')})`,
  ).join('')
}

const htmlNames: Readonly<Record<string, string>> = {
  '"': 'quot',
  '&': 'amp',
  "'": 'apos',
  '<': 'lt',
  '>': 'gt',
}

function formsOf(character: string): readonly string[] {
  const code = character.codePointAt(0) ?? 0
  const name = htmlNames[character]
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
  return [
    [...new TextEncoder().encode(character)].map((byte) => `%${hex(byte, 2)}`).join(''),
    `&#(?:0*${code}|[xX]0*${hex(code, 1)});`,
    units.map((unit) => String.raw`\\u${hex(unit, 4)}`).join(''),
    ...(name === undefined ? [] : [`&${name};`]),
    ...(character === ' ' ? [String.raw`\+`] : []),
    // A quote of a JSON text, which may be escaped for HTML on top.
    ...('"\\/'.includes(character)
      ? [String.raw`\\(?:${escaped(character)}${name === undefined ? '' : `|&${name};|&#34;`})`]
      : []),
    // Last: the other forms may begin with it.
    escaped(character),
  ]
}

/** A character that regular expressions give a meaning, as itself. */
function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`)
}

/** A number in hexadecimal digits of either case. */
function hex(number: number, width: number): string {
  return number
    .toString(16)
    .padStart(width, '0')
    .replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
}
