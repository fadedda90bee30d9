import type { Exchange } from './exchange.ts'
import { withoutTokens } from './secret-shapes.ts'
import { cookieOf, hideValues, secretsOf, standsFor } from './secret-values.ts'

/**
 * Text of an exchange without anything that could be used again: what it sent or was given, and what looks like a secret. Of
 * a long text only the beginning is looked at and returned: it may be megabytes, made to take long.
 */
export function withoutSecrets(text: string, exchange: Exchange): string {
  return withoutTokens(hideValues(secretsOf(exchange))(beginning(text)))
}

const longest = 2000

/** The cut may go through a secret, whose first part nothing would know again: the last stretch goes with it. */
function beginning(text: string): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/\S{1,200}$/, '')
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
