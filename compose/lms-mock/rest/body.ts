import { json, type Answer } from '../web/answer.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { formOf, mediaType } from '../web/request.ts'
import type { Caller } from './authenticate.ts'

/** A request body as an API view gets it, or the answer that ends the request here. */
export type ParsedBody = { readonly value: unknown } | { readonly refusal: Answer }

/** Reads a JSON (or form) body; broken JSON is a 400, but swallowed when JWT cookies were sent: teak-measured [199, 213]. */
export async function parseBody(exchange: Exchange, caller: Caller): Promise<ParsedBody> {
  const text = await exchange.body()
  const type = mediaType(exchange)
  if (text === '') return { value: {} }
  if (type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data')
    return { value: Object.fromEntries(await formOf(exchange)) }
  if (type !== 'application/json') return { refusal: unsupported(exchange) }
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    const detail = `JSON parse error - ${pythonJsonProblem(text, error as SyntaxError)}`
    if (caller.usesJwt) return { value: {} }
    decide(exchange, '1.4', 'the body is not JSON')
    return { refusal: json(400, { detail }) }
  }
}

/** The 415 of the API: teak-measured [096, 200]. */
export function unsupported(exchange: Exchange): Answer {
  const type = exchange.header('content-type') ?? ''
  decide(exchange, '2.2', `Content-Type "${type}" is not accepted here`)
  return json(415, { detail: `Unsupported media type "${type}" in request.` })
}

const pythonWords = [
  [/Expected property name|Expected double-quoted/, 'Expecting property name enclosed in double quotes'],
  [/Expected ':'/, "Expecting ':' delimiter"],
  [/Expected ','/, "Expecting ',' delimiter"],
  [/non-whitespace/, 'Extra data'],
] as const

/** Where a text stops being JSON, in the words of Python's json module, from Node's own: teak-measured [199]. */
function pythonJsonProblem(text: string, { message }: SyntaxError): string {
  const [, token, place] = /Unexpected token '(.+?)'|at position (\d+)/su.exec(message) ?? []
  const at = place === undefined ? (token === undefined ? text.length : text.indexOf(token)) : Number(place)
  const lines = text.slice(0, at).split('\n')
  const what = pythonWords.find(([words]) => words.test(message))?.[1] ?? 'Expecting value'
  return `${what}: line ${lines.length} column ${(lines.at(-1) ?? '').length + 1} (char ${at})`
}
