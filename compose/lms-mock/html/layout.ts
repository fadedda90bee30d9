import { page, type Answer } from '../web/answer.ts'
import { useCsrfToken } from '../web/csrf-token.ts'
import { whyCsrfFailed } from '../web/csrf/csrf.ts'
import { type Exchange, decide } from '../web/exchange.ts'
import { markup, Markup } from './markup.ts'
import { stylesheet } from './stylesheet.ts'

/** A whole page of the mock: its name, links home and to sign in or out, and a footer that says it is a mock. */
export function layout(exchange: Exchange, title: string, content: Markup): string {
  const { settings, user } = exchange
  const account =
    user === undefined
      ? markup`<a href="/login">Sign in</a> <a href="/register">Register</a>`
      : markup`<a href="/dashboard">${user.username}</a> <a href="/logout">Sign out</a>`
  const page = markup`
<header><strong><a href="/">${settings.platformName}</a></strong>
<nav><a href="/courses">Courses</a> <a href="${settings.richieOrigin}/">Catalogue</a> ${account}</nav></header>
<main>${content}</main>
<footer>This is a mock of Open edX (${settings.release}) for development: it answers Richie as the real platform does, but has no course content.</footer>`
  return documentOf(`${title} | ${settings.platformName}`, page)
}

/** A page without navigation, for errors that come before anybody is known. */
export function documentOf(title: string, body: Markup): string {
  return markup`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>${new Markup(stylesheet)}</style></head>
<body>${body}</body>
</html>
`.text
}

/** 404: a page, which also sets csrftoken: teak-measured, New. */
export function notFoundPage(exchange: Exchange): Answer {
  decide(exchange, 'no such page', `release ${exchange.settings.release} has no page at this address`)
  useCsrfToken(exchange.csrf)
  const content = markup`<h1>Page not found</h1><p>This LMS has no page at <code>${exchange.path}</code>.</p>`
  return page(404, layout(exchange, 'Page not found', content))
}

/** 500: a page, which also sets csrftoken: teak-measured [202, 211]. */
export function failurePage(exchange: Exchange): Answer {
  decide(exchange, '500', 'Open edX fails on this request too, or the mock has a bug: see its log')
  useCsrfToken(exchange.csrf)
  const content = markup`<h1>The platform failed on this request</h1><p>Open edX fails on it too, or the mock has a bug: see its log.</p>`
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
