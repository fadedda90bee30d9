import type { Exchange } from './exchange.ts'
import { withoutTokens } from './secret-shapes.ts'
import { isSecretHeader, cookieOf, hideValues, secretsOf, standsFor } from './secret-values.ts'

/**
 * An exchange as evidence: `GET https://edx.local.dev:8073/login -> 200 (12 ms)`, then the named headers as they were
 * sent (`>`) and answered (`<`), one that is missing in the answer too. Secrets are taken out.
 */
export function showExchange(exchange: Exchange, headers: readonly string[] = []): readonly string[] {
  const { asked, answer, failure, ms } = exchange
  const came = answer === undefined ? (failure?.code ?? 'nothing') : String(answer.status)
  const lines = [`${asked.method} ${asked.url} -> ${came} (${ms} ms)`]
  if (failure !== undefined) lines.push(`${failure.code}: ${failure.message}`)
  for (const name of headers) {
    const sent = Object.entries(asked.headers).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
    if (sent !== undefined) lines.push(`> ${name}: ${shown(name, sent)}`)
    if (answer === undefined) continue
    const answered = valuesOf(answer, name.toLowerCase())
    if (answered.length === 0 && sent === undefined) lines.push(`< ${name}: (none)`)
    lines.push(...answered.map((value) => `< ${name}: ${shown(name, value)}`))
  }
  return lines.map((line) => withoutSecrets(line, exchange))
}

/** The beginning of an answer's body in one line, without secrets. */
export function showBody(exchange: Exchange, length = 200): string {
  const line = withoutSecrets(exchange.answer?.body.trimStart() ?? '', exchange)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return line.length > length ? `${line.slice(0, length)}...` : line
}

function valuesOf({ headers, setCookies }: NonNullable<Exchange['answer']>, name: string): readonly string[] {
  if (name === 'set-cookie') return setCookies
  const value = headers[name]
  return value === undefined ? [] : [value].flat()
}

function shown(name: string, value: string): string {
  if (/^(?:set-)?cookie$/i.test(name)) return withoutCookieValues(value, /^set-/i.test(name))
  if (value === '' || !isSecretHeader(name)) return value
  const scheme = /^\S+(?=\s)/.exec(value)?.[0]
  return scheme === undefined ? '<token>' : `${scheme} <token>`
}

/**
 * Text of an exchange without anything that could be used again: what it sent or was given, and what looks like a secret. Of
 * a long text only the beginning is looked at and returned: it may be megabytes, made to take long.
 */
function withoutSecrets(text: string, exchange: Exchange): string {
  return withoutTokens(hideValues(secretsOf(exchange))(beginning(text)))
}

const longest = 2000

/** The cut may go through a secret, whose first part would not be recognised: the last stretch is removed too. */
function beginning(text: string): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/\S{1,200}$/, '')
}

/** `Cookie` or `Set-Cookie` without values; that one is empty, or deleted, shows. */
function withoutCookieValues(line: string, isSet: boolean): string {
  const [first = '', ...rest] = line.split(';')
  const pairs = isSet ? [first] : [first, ...rest]
  const shown = pairs.map((pair) => {
    const { name, value } = cookieOf(pair)
    return value === '' ? `${name}=` : `${name}=${standsFor(name)}`
  })
  return (isSet ? [...shown, ...rest.map((part) => part.trim())] : shown).join('; ')
}
