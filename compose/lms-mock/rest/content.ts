import { documentOf } from '../html/layout.ts'
import { markup } from '../html/markup.ts'
import { json, page, type Answer } from '../web/answer.ts'
import type { Exchange } from '../web/exchange.ts'

const jsonTypes = ['*/*', 'application/*', 'application/json']
const htmlTypes = ['text/html', 'text/*']

/** What becomes of an API answer by the Accept header: JSON is all there is; who will not have it gets a 406 before anything runs: teak-measured [116]. */
export async function jsonOnly(exchange: Exchange, _: string, run: () => Promise<Answer>): Promise<Answer> {
  return accepts(exchange, jsonTypes) ? await run() : notAcceptable()
}

/**
 * Django REST framework's browsable API: HTML for who prefers it, and `Vary: Accept` on all: openedx-api 1.4, 1.6. The more
 * particular type wins, so a browser that opens an address of the API sees a page.
 */
export async function browsableApi(
  exchange: Exchange,
  name: string,
  run: () => Promise<Answer>,
): Promise<Answer> {
  const wantsHtml = accepts(exchange, htmlTypes) && !accepts(exchange, ['application/json'])
  const isAcceptable = wantsHtml || accepts(exchange, jsonTypes)
  const answer = isAcceptable ? await run() : notAcceptable()
  const shown = wantsHtml && answer.isBare !== true ? browsable(exchange, name, answer) : answer
  return { ...shown, headers: { ...shown.headers, Vary: 'Accept' } }
}

/** The page of the browsable API (its look is inferred). */
function browsable(exchange: Exchange, name: string, answer: Answer): Answer {
  if (answer.status >= 300 && answer.status < 400) return answer
  const body = markup`<main><h1>${name}</h1><p><code>${exchange.method} ${exchange.path}</code></p>
<p>HTTP ${answer.status}</p><pre>${answer.body ?? ''}</pre></main>`
  const { 'Content-Type': _, ...headers } = answer.headers
  return page(answer.status, documentOf(`${name} - Django REST framework`, body), headers)
}

function notAcceptable(): Answer {
  return json(406, { detail: 'Could not satisfy the request Accept header.' })
}

function accepts(exchange: Exchange, types: readonly string[]): boolean {
  const accept = exchange.header('accept') ?? '*/*'
  return accept.split(',').some((part) => types.includes(part.split(';')[0]?.trim() ?? ''))
}
