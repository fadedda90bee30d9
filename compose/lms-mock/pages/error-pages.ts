import { page, type Answer } from '../web/answer.ts'
import { whyCsrfFailed } from '../web/csrf.ts'
import { useCsrfToken } from '../web/csrf-token.ts'
import type { Exchange } from '../web/exchange.ts'
import { decide } from '../web/verdict.ts'
import { documentOf, layout } from './layout.ts'
import { markup } from './markup.ts'

/** 404: a page, which also sets csrftoken: teak-measured, New. */
export function notFoundPage(exchange: Exchange): Answer {
  decide(exchange, 'no such page', `release ${exchange.settings.release} has nothing at this address`)
  useCsrfToken(exchange.csrf)
  const content = markup`<h1>Page not found</h1><p>This LMS has nothing at <code>${exchange.path}</code>.</p>`
  return page(404, layout(exchange, 'Page not found', content))
}

/** 500: a page, which also sets csrftoken: teak-measured [202, 211]. */
export function failurePage(exchange: Exchange): Answer {
  decide(exchange, '500', 'the platform fails on this request too, or the mock has a bug: its log says which')
  useCsrfToken(exchange.csrf)
  const content = markup`<h1>The platform failed on this request</h1><p>The real one fails on it too, or the mock has a bug: its log says which.</p>`
  return page(500, layout(exchange, 'Server error', content))
}

/** Django's own 400, from outside the middleware: teak-measured [332]. */
export function badRequestPage(): Answer {
  const html = '<!doctype html>\n<html lang="en">\n<title>Bad Request</title>\n<h1>Bad Request (400)</h1>\n'
  return { ...page(400, html), isBare: true }
}

/** 400: Django refuses a body above its limit so (1.10 and newer; the mock for all releases, and for JSON too: inferred). */
export function tooLargePage(exchange: Exchange): Answer {
  decide(exchange, 'body above 2.5 MB', 'the request body is above 2.5 MB (DATA_UPLOAD_MAX_MEMORY_SIZE)')
  return badRequestPage()
}

/** 403 of ordinary pages when the CSRF check fails; the API answers JSON instead: teak-measured [036-040]. */
export function csrfRefusedPage(exchange: Exchange, failure: string): Answer {
  decide(exchange, '4.3', whyCsrfFailed(exchange, failure))
  const body = markup`<main><h1>Forbidden (403)</h1><p>CSRF verification failed. Request aborted.</p><p class="soft">${failure}</p></main>`
  return page(403, documentOf('403 Forbidden', body))
}
