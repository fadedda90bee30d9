import type { Exchange } from './exchange.ts'

/** Text of an exchange without anything that could be used again: what it sent or was given, and what looks like a secret. */
export function withoutSecrets(text: string, exchange: Exchange): string {
  const known = [...secretsOf(exchange)].toSorted(([a], [b]) => b.length - a.length)
  return withoutTokens(known.reduce((left, [value, stands]) => left.replaceAll(value, stands), text))
}

const secretName = String.raw`[\w-]*(?:passw(?:or)?d|token|secret|signature|sessionid|api[_-]?key)[\w-]*`
const shapes: readonly (readonly [RegExp, string])[] = [
  // A JSON web token, as a whole or as the two halves that Open edX keeps in cookies.
  [/eyJ[\w-]{8,}(?:\.[\w-]*)*/g, '<token>'],
  [/\b(SIG-HMAC-SHA256|Bearer|JWT|Basic)\s+[\w+/=.~-]{8,}/g, '$1 <token>'],
  // name=value, name: value, "name": "value", value="..." of a field of that name.
  [
    new RegExp(String.raw`(${secretName}["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s"'&;,}<>]+)`, 'gi'),
    '$1<token>',
  ],
  [new RegExp(String.raw`(name=["']?${secretName}["']?[^<>]*?value=["']?)[^"'\s>]+`, 'gi'), '$1<token>'],
  [/(:\/\/[^/\s:@]*:)[^/\s@]+@/g, '$1<password>@'],
  // Django's tokens and keys, sums and signatures: long, of letters and digits mixed.
  [/(?<![\w<])(?=\w*\d)(?=\w*[A-Za-z])\w{32,}(?!\w)/g, '<token>'],
]

/** Text without what looks like a secret, by its name or by its shape. */
function withoutTokens(text: string): string {
  return shapes.reduce((left, [shape, stands]) => left.replace(shape, stands), text)
}

/** `Cookie` or `Set-Cookie` without values; that one is empty, or deleted, shows. */
export function withoutCookieValues(line: string, isSet: boolean): string {
  const [first = '', ...rest] = line.split(';')
  const pairs = isSet ? [first] : [first, ...rest]
  const shown = pairs.map((pair) => {
    const { name, value } = cookieOf(pair)
    return value === '' ? `${name}=` : `${name}=${standsFor(name)}`
  })
  return (isSet ? [...shown, ...rest.map((part) => part.trim())] : shown).join('; ')
}

/** Values that are too short would take harmless words with them; they are hidden by their names only. */
const shortest = 8

/** Secret value -> what is shown in its place. */
function secretsOf({ asked, answer }: Exchange): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const add = (value: string, stands: string) => {
    if (value.length >= shortest) found.set(value, stands)
  }
  const cookies = (answer?.setCookies ?? []).map((line) => line.split(';')[0] ?? '')
  for (const [name, value] of Object.entries(asked.headers)) {
    if (/^cookie$/i.test(name)) cookies.push(...value.split(';'))
    else if (/^authorization$/i.test(name)) add(value.replace(/^\S+\s+/, ''), '<token>')
    else if (isSecretHeader(name)) add(value, '<token>')
  }
  for (const { name, value } of cookies.map(cookieOf)) {
    add(value, standsFor(name))
    // Django quotes what it would not put in a cookie as it is.
    add(value.replaceAll('"', ''), standsFor(name))
  }
  for (const [name, value] of fieldsOf(asked.body ?? ''))
    if (new RegExp(`^${secretName}$`, 'i').test(name))
      add(value, /pass/i.test(name) ? '<password>' : '<token>')
  return found
}

/** Whether a header's whole value is a secret. */
export function isSecretHeader(name: string): boolean {
  return /^(?:proxy-)?authorization$/i.test(name) || new RegExp(`^${secretName}$`, 'i').test(name)
}

function cookieOf(pair: string): { readonly name: string; readonly value: string } {
  const at = pair.indexOf('=')
  const value = pair.slice(at + 1).trim()
  return at === -1
    ? { name: '', value: pair.trim() }
    : { name: pair.slice(0, at).trim(), value: value === '""' ? '' : value }
}

function standsFor(cookie: string): string {
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
