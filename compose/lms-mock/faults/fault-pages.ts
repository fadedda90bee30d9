import { documentOf } from '../pages/layout.ts'
import { markup } from '../pages/markup.ts'
import { page, type Answer } from '../web/answer.ts'

/** The web server's own page while the platform is upgraded. Nothing of Django's: no CORS headers, no cookies. */
export function maintenanceAnswer(): Response {
  const body = markup`<main><h1>Down for maintenance</h1>
<p>This learning platform is being upgraded and will be back in a few minutes.</p>
<p class="soft">The mock shows this because of the fault <code>maintenance</code>.</p></main>`
  return new Response(documentOf('Down for maintenance', body), {
    status: 503,
    headers: { 'Content-Type': 'text/html', 'Retry-After': '300' },
  })
}

/** Django's 500 page; what the platform adds to each answer is added to this one too. */
export function serverErrorPage(): Answer {
  const body = markup`<main><h1>There has been a 500 error on the servers</h1>
<p>Please wait a few seconds and reload the page. If it stays, write to the support of this platform.</p>
<p class="soft">The mock shows this because of the fault <code>server-error</code>.</p></main>`
  return page(500, documentOf('Server error', body))
}
