import type { Exchange } from './exchange.ts'
import { isSecretName } from './secret-shapes.ts'

/** Something that was sent or given, and could be used again. */
export type SecretValue = { readonly value: string; readonly stands: '<session>' | '<token>' | '<password>' }

/** Hiding shorter values would hide harmless words too: these are hidden by their names. A password counts at any length. */
export const shortest = 8

/** The secrets of an exchange: its cookies, its credentials, the secret fields of what it sent. */
export function secretsOf({ asked, answer }: Exchange): readonly SecretValue[] {
  const headers = Object.entries(asked.headers)
  const cookies = headers.flatMap(([name, value]) => (/^cookie$/i.test(name) ? value.split(';') : []))
  const setCookies = (answer?.setCookies ?? []).map((line) => line.split(';')[0] ?? '')
  const found = [
    ...[...cookies, ...setCookies].map(cookieOf).flatMap(({ name, value }): readonly SecretValue[] => {
      const stands = standsFor(name)
      // Django quotes what it would not put in a cookie as it is.
      return [value, value.replaceAll('"', '')].map((value) => ({ value, stands }))
    }),
    ...headers.flatMap(([name, value]): readonly SecretValue[] => {
      if (!isSecretHeader(name)) return []
      return [{ value: value.replace(/^\S+\s+/, ''), stands: '<token>' }]
    }),
    ...fieldsOf(asked.body ?? '').flatMap(([name, value]): readonly SecretValue[] => {
      if (!isSecretName(name)) return []
      return [{ value, stands: /pass/i.test(name) ? '<password>' : '<token>' }]
    }),
  ]
  return found.filter(({ value, stands }) => value.length >= (stands === '<password>' ? 1 : shortest))
}

/** Makes a function that hides these values in a text, in any encoding. */
export function hideValues(values: readonly SecretValue[]): (text: string) => string {
  const patterns = values
    // The longest first: another may be a part of it.
    .toSorted((a, b) => b.value.length - a.value.length)
    .map(({ value, stands }) => [patternOf(value), stands] as const)
  return (text) => patterns.reduce((left, [pattern, stands]) => left.replace(pattern, stands), text)
}

function patternOf(value: string): RegExp {
  const pattern = anyEncodingOf(value)
  return new RegExp(value.length < shortest ? String.raw`(?<!\w)${pattern}(?!\w)` : pattern, 'g')
}

/** Whether a header's whole value is a secret. */
export function isSecretHeader(name: string): boolean {
  return /^(?:proxy-)?authorization$/i.test(name) || isSecretName(name)
}

export function cookieOf(pair: string): { readonly name: string; readonly value: string } {
  const at = pair.indexOf('=')
  const value = pair.slice(at + 1).trim()
  return at === -1
    ? { name: '', value: pair.trim() }
    : { name: pair.slice(0, at).trim(), value: value === '""' ? '' : value }
}

export function standsFor(cookie: string): '<session>' | '<token>' {
  return /sess/i.test(cookie) ? '<session>' : '<token>'
}

/** Fields of a form or of a JSON object. */
function fieldsOf(body: string): readonly (readonly [string, string])[] {
  if (!body.startsWith('{')) return [...new URLSearchParams(body)]
  try {
    const read = JSON.parse(body) as Record<string, unknown>
    return Object.entries(read).map(([name, value]) => [name, typeof value === 'string' ? value : ''])
  } catch {
    return []
  }
}

/**
 * Matches a value however it may come back: as it is, percent-encoded (a space as `+` too), escaped for HTML, or as part of
 * a JSON text. Letters and digits stand for themselves in all of these.
 */
export function anyEncodingOf(value: string): string {
  return Array.from(value, (character) => {
    const known = encodings.get(character)
    if (known !== undefined) return known
    const any = /^[A-Za-z0-9_-]$/.test(character) ? character : `(?:${formsOf(character).join('|')})`
    encodings.set(character, any)
    return any
  }).join('')
}

/** Character -> what matches it in any encoding: the same few come again in every exchange of a check. */
const encodings = new Map<string, string>()

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
